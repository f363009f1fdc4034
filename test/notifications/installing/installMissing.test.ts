/** Whom the fan-out has the app installed for: who is named and was never met, once, whatever happens to the process. */
import {
  createInstallationStore,
  INSTALLATIONS_TABLE,
  type InstallationRow,
} from '../../../src/installations/installationStore';
import { createInstaller } from '../../../src/installations/installer';
import type { Addressed } from '../../../src/notifications/addressing/addressing';
import { refusedTarget } from '../../../src/notifications/addressing/refused';
import { targetText } from '../../../src/notifications/addressing/targetText';
import { INSTALLING, nameInGraph } from '../../../src/notifications/installing/installMissing';
import type { Target } from '../../../src/notifications/notification';
import { aLog } from '../../support/buildersLog';
import { openFanOut } from '../../support/buildersFanOut';
import { WEDNESDAY_MORNING } from '../../support/clock';
import { openTestAccount } from '../../support/tables';

const ID = '0b6c6a52-4f0b-4c0e-8a57-000000000001';
const MAIL = 'new@example.com';
const UNKNOWN = 'unknown-user: nobody of this tenant is known by this name';

describe('who may be installed for', () => {
  it.each<[string, string, string | undefined, string | undefined]>([
    ['an e-mail address', `user:${MAIL}`, undefined, MAIL],
    ['an object id', `user:${ID}`, undefined, ID],
    ['somebody who was met', `user:${MAIL}`, 'conversation|msteams|a:new', undefined],
    ['a channel’s user id', 'user:29:1abc', undefined, undefined],
    ['an address on another channel', `user:${MAIL} via email`, undefined, undefined],
    ['a team', 'team:19:abc', undefined, undefined],
    ['a follower', 'topic:deployments', undefined, undefined],
  ])('%s', (_what, target, conversation, name) => {
    expect(nameInGraph('tenant', { target, ...(conversation ? { conversation } : {}) })).toBe(name);
    expect(nameInGraph('channel:slack', { target })).toBeUndefined();
  });
});

/** A fan-out where nobody of these is known until `meet`. */
function open(hindrance?: string) {
  const account = openTestAccount();
  const store = createInstallationStore(account.table<InstallationRow>(INSTALLATIONS_TABLE));
  let isMet = false;
  let started = 0;
  const installer = createInstaller({
    ...{ store, log: aLog(), clock: () => WEDNESDAY_MORNING },
    start: () => Promise.resolve(void (started += 1)),
    ...(hindrance ? { hindrance } : {}),
  });
  const addressed = (target: Target): Addressed =>
    isMet
      ? { key: `aad|${ID}`, person: `aad|${ID}`, target: targetText(target), conversation: 'c' }
      : refusedTarget(target, UNKNOWN);
  const page = (_tenant: string, target: Target) => Promise.resolve({ addressed: [addressed(target)] });
  const fanOut = openFanOut(page, 20, account, installer);
  return {
    ...{ fanOut, store, meet: () => (isMet = true), started: () => started },
    installations: async () => {
      const ids: string[] = [];
      for await (const { id } of store.open()) ids.push(id);
      return ids;
    },
  };
}

it('has one installation for all of a step, and who waits for it names it', async () => {
  const { fanOut, store, installations } = open();
  const to = [{ user: MAIL }, { user: ID }, { team: '19:abc' }, { user: '29:1abc' }];
  const notification = await fanOut.take({ to, installIfMissing: true });
  await fanOut.next();
  const [id = '', ...others] = await installations();
  expect(others).toEqual([]);
  await expect(store.count({ tenant: 'tenant', id })).resolves.toMatchObject({ named: 2 });
  const all = await fanOut.all(notification);
  const waiting = all.filter(({ state }) => state === 'pending');
  expect(waiting.map(({ key }) => key).sort()).toEqual([`aad|${ID}`, `target|user:${MAIL}`]);
  for (const one of waiting) expect(one).toMatchObject({ installation: id, reason: INSTALLING });
  for (const one of all.filter(({ state }) => state === 'failed')) expect(one.reason).toBe(UNKNOWN);
  expect(all).toHaveLength(4);
});

it('asks for nobody where the caller did not', async () => {
  const { fanOut, installations } = open();
  const notification = await fanOut.take({ to: [{ user: MAIL }] });
  await fanOut.next();
  await expect(installations()).resolves.toEqual([]);
  await expect(fanOut.all(notification)).resolves.toMatchObject([{ state: 'failed', reason: UNKNOWN }]);
});

it('says where nothing can be installed', async () => {
  const { fanOut } = open('The bot has no identity.');
  const notification = await fanOut.take({ to: [{ user: MAIL }], installIfMissing: true });
  await fanOut.next();
  await expect(fanOut.all(notification)).resolves.toMatchObject([
    { state: 'failed', reason: 'cannot-install: The bot has no identity.' },
  ]);
});

it.each(['before', 'after'] as const)(
  'makes one recipient and one installation of a name, whoever is known by the time the step is repeated (%s)',
  async (side) => {
    let runs = 0;
    for (let at = 1, isCrashed = true; isCrashed; at += 1) {
      const { fanOut, meet, installations } = open();
      const notification = await fanOut.take({ to: [{ user: MAIL }], installIfMissing: true });
      fanOut.delivery.operations.crash(at, side);
      const result = await fanOut.next().catch((error: unknown) => error);
      isCrashed = result !== 'finished';
      fanOut.delivery.operations.restart();
      meet();
      await fanOut.drain();
      const all = await fanOut.all(notification);
      expect(all).toMatchObject([{ state: 'sent' }]);
      expect(fanOut.sent).toHaveLength(1);
      expect((await installations()).length).toBeLessThanOrEqual(1);
      await expect(fanOut.find(notification)).resolves.toMatchObject({
        expansion: { state: 'done', recipients: 1 },
      });
      runs = at;
    }
    expect(runs).toBeGreaterThan(5);
  },
);
