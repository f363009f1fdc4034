/** Recipients for whom the app is being installed: they wait for its end, and are reached, or say why not. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/clock';
import type { Reached } from '../../../src/notifications/addressing/addressing';
import { INSTALLING } from '../../../src/notifications/installing/installMissing';
import type { Recipient } from '../../../src/notifications/recipient';
import { type Control, openControl } from '../../support/buildersControl';
import { aRecipient } from '../../support/buildersNotifications';

const ID = '0b6c6a52-4f0b-4c0e-8a57-000000000001';
const MAIL = 'new@example.com';
const PERSON = `aad|${ID}`;
const UNKNOWN: Reached = { refused: 'unknown-user: nobody of this tenant is known by this name' };
const THERE: Reached = { to: { tenant: 'tenant', key: 'conversation|msteams|a:new' } };

let control: Control;
let installation: string;
/** By the person whom the recipient is known to be. */
let way: (recipient: { person?: string }) => Reached;

beforeEach(async () => {
  control = openControl();
  way = ({ person }) => (person ? THERE : UNKNOWN);
  control.reached.of = (recipient) => Promise.resolve(way(recipient));
  const begun = await control.parts.installer.begin('tenant', 'note/0', [MAIL]);
  installation = 'id' in begun ? begun.id : '';
});

/** A recipient by e-mail address, as the fan-out leaves it. */
const waiting = (): ReturnType<Control['given']> =>
  control.given(
    {},
    {
      ...{ key: `target|user:${MAIL}`, target: `user:${MAIL}`, installation, reason: INSTALLING },
      ...{ conversation: '', person: '' },
    },
  );
const name = () => ({ tenant: 'tenant', id: installation });
/** Graph has answered. */
async function graphSays(change: {
  state: 'installed' | 'present' | 'failed';
  reason?: string;
}): Promise<void> {
  const [target] = await control.installations.named(name(), 1);
  const at = control.time.now();
  await control.installations.add(name(), [{ kind: 'user', name: MAIL, id: ID, ...change }], at);
  await control.installations.remove(name(), [target?.key ?? '']);
}
const teamsTells = (): Promise<void> =>
  control.parts.conversations.savePerson({
    ...{ tenant: 'tenant', key: PERSON, personalKey: 'conversation|msteams|a:new' },
  });
const now = async (recipient: Parameters<Control['found']>[0]): Promise<Partial<Recipient>> =>
  (await control.found(recipient)) ?? {};

it('waits for the installation, at first by seconds and later by minutes, and uses up no try', async () => {
  const recipient = await waiting();
  const before = control.time.now();
  const looks: number[] = [];
  const { progress } = control.parts.installer;
  control.parts.installer.progress = (...asked) => {
    looks.push(control.time.now() - before);
    return progress(...asked);
  };
  await control.pass(HOUR_MS);
  expect(looks.slice(0, 4)).toEqual([0, 2, 4, 6].map((seconds) => seconds * SECOND_MS));
  const waits = looks.map((at, index) => at - (looks[index - 1] ?? 0)).slice(1);
  expect(Math.max(...waits)).toBe(5 * MINUTE_MS);
  expect(looks.length).toBeLessThan(40);
  await expect(now(recipient)).resolves.toMatchObject({ state: 'pending', reason: INSTALLING, attempts: 0 });
  await graphSays({ state: 'installed' });
  await teamsTells();
  await control.pass(6 * MINUTE_MS);
  await expect(now(recipient)).resolves.toMatchObject({ state: 'sent', person: PERSON, attempts: 1 });
});

it('is sent once Teams has told the bot of it, so that the welcome comes first', async () => {
  const recipient = await waiting();
  await graphSays({ state: 'installed' });
  await control.pass(10 * SECOND_MS);
  expect(control.said()).toEqual([]);
  await teamsTells();
  await control.pass(3 * SECOND_MS);
  await expect(now(recipient)).resolves.toMatchObject({ state: 'sent' });
  expect(await now(recipient)).not.toHaveProperty('reason');
});

it.each(['installed', 'present'] as const)(
  'is sent where Teams does not tell the bot (%s)',
  async (state) => {
    const recipient = await waiting();
    await graphSays({ state });
    await control.pass(25 * SECOND_MS);
    await expect(now(recipient)).resolves.toMatchObject({ state: 'sent', person: PERSON });
  },
);

it('of somebody who wants none of it is not sent: choices are the person’s, whatever name was given', async () => {
  const person = { tenant: 'tenant', key: PERSON };
  await control.say('stop notifications', { person });
  const recipient = await waiting();
  await graphSays({ state: 'present' });
  await teamsTells();
  await control.pass(MINUTE_MS);
  await expect(now(recipient)).resolves.toMatchObject({
    ...{ state: 'cancelled', reason: expect.stringMatching(/^opted-out: /) as string },
  });
});

it('of somebody whom another name means is sent once', async () => {
  const recipient = await waiting();
  await control.parts.recipients.insertMissing([
    aRecipient({ notification: recipient.notification, key: PERSON, person: PERSON, state: 'sent' }),
  ]);
  await graphSays({ state: 'installed' });
  await control.pass(MINUTE_MS);
  expect(control.said()).toEqual([]);
  await expect(now(recipient)).resolves.toMatchObject({
    ...{ state: 'cancelled', reason: expect.stringMatching(/^same-person: /) as string },
  });
});

it('whose installation failed is failed with its reason', async () => {
  const recipient = await waiting();
  await graphSays({ state: 'failed', reason: 'blocked-by-policy: App is blocked' });
  await control.pass(MINUTE_MS);
  await expect(now(recipient)).resolves.toMatchObject({
    ...{ state: 'failed', reason: 'blocked-by-policy: App is blocked' },
  });
  expect(control.said()).toEqual([]);
});

it('whose installation failed is reached all the same where there is a way', async () => {
  way = () => THERE;
  const recipient = await waiting();
  await graphSays({ state: 'failed', reason: 'missing-permission: User.Read.All' });
  await control.pass(MINUTE_MS);
  await expect(now(recipient)).resolves.toMatchObject({ state: 'sent' });
});

it('is tried on the schedule while Teams does not know yet what Graph has installed', async () => {
  way = () => ({ refused: 'not-installed: the app is not installed for them (404)' });
  const recipient = await waiting();
  await graphSays({ state: 'present' });
  await control.pass(MINUTE_MS);
  await expect(now(recipient)).resolves.toMatchObject({
    ...{ state: 'sending', reason: expect.stringMatching(/installed, but not-installed: /) as string },
  });
  way = () => THERE;
  await control.pass(10 * MINUTE_MS);
  await expect(now(recipient)).resolves.toMatchObject({ state: 'sent' });
});

it('is failed where that never changes', async () => {
  way = () => ({ refused: 'not-installed: the app is not installed for them (404)' });
  const recipient = await waiting();
  await graphSays({ state: 'present' });
  await control.pass(2 * DAY_MS);
  await expect(now(recipient)).resolves.toMatchObject({
    ...{
      state: 'failed',
      reason: expect.stringMatching(/^not-delivered: .*installed, but not-installed/) as string,
    },
  });
});

it('is failed where the installation does not end in a day, or is not known any more', async () => {
  const recipient = await waiting();
  await control.pass(DAY_MS + HOUR_MS);
  await expect(now(recipient)).resolves.toMatchObject({
    ...{ state: 'failed', reason: expect.stringMatching(/^not-installed: .*not ended in a day/) as string },
  });
  installation = '00000000-0000-8000-8000-000000000000';
  const other = await waiting();
  await control.pass(MINUTE_MS);
  await expect(now(other)).resolves.toMatchObject({
    ...{ state: 'failed', reason: expect.stringMatching(/^not-installed: .*not known any more/) as string },
  });
});

it('ends with its notification, however far the installation is', async () => {
  const recipient = await waiting();
  const stored = await control.parts.notifications.find('tenant', recipient.notification);
  if (stored) await control.parts.notifications.change(stored, { isCancelled: true });
  await control.pass(MINUTE_MS);
  await expect(now(recipient)).resolves.toMatchObject({ state: 'cancelled' });
});
