/** Installing the app for whom other rooms want to reach: begun once, and told how far it is for each. */
import type { Installer } from '../../src/conversations/installer';
import { createInstaller } from '../../src/installations/installer';
import { aLog } from '../support/buildersLog';
import { anInstallation, type InstallWorld, MANIFEST_ID, NAME, people, idOf } from './buildersInstallations';

let world: InstallWorld;
let started: { tenant: string; id: string }[];
let installer: Installer;

beforeEach(async () => {
  world = await anInstallation({
    users: people(3).map((user, at) => ({ ...user, isBlocked: at === 1, mail: `mail${at + 1}@contoso.com` })),
  });
  started = [];
  installer = createInstaller({
    ...{ store: world.store, clock: world.clock.clock, log: aLog() },
    start: (name) => Promise.resolve(void started.push(name)),
  });
});
afterEach(() => world.stop());

const begin = async (users: string[], key = 'note/0'): Promise<string> => {
  const begun = await installer.begin('contoso', key, users);
  return 'id' in begun ? begun.id : begun.hindrance;
};

it('is the same one for the same key, and starts each time that it is asked for', async () => {
  const [first, again, other, elsewhere] = [
    await begin(['p1@contoso.com']),
    await begin(['p1@contoso.com']),
    await begin(['p1@contoso.com'], 'note/1'),
    await installer.begin('fabrikam', 'note/0', ['p1@contoso.com']),
  ];
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(again).toBe(first);
  expect(new Set([first, other, 'id' in elsewhere && elsewhere.id]).size).toBe(3);
  expect(started.map(({ id }) => id).slice(0, 2)).toEqual([first, first]);
  await expect(world.store.count({ tenant: 'contoso', id: first })).resolves.toMatchObject({ named: 1 });
});

it('is begun although its course cannot start now: the repair starts it', async () => {
  const log = aLog();
  const late = createInstaller({
    ...{ store: world.store, clock: world.clock.clock, log },
    start: () => Promise.reject(new Error('away')),
  });
  const begun = await late.begin('contoso', 'late', ['p1@contoso.com']);
  const open: string[] = [];
  for await (const { id } of world.store.open()) open.push(id);
  expect(open).toEqual(['id' in begun ? begun.id : '']);
});

it('says why nothing can be installed, and stores nothing', async () => {
  const hindered = createInstaller({
    ...{ store: world.store, clock: world.clock.clock, log: aLog() },
    start: () => Promise.resolve(),
    hindrance: 'The bot has no identity.',
  });
  await expect(hindered.begin('contoso', 'k', [MANIFEST_ID])).resolves.toEqual({
    hindrance: 'The bot has no identity.',
  });
  for await (const open of world.store.open()) throw new Error(`${open.id} was stored.`);
});

describe('its progress', () => {
  const names = [
    'p1@contoso.com',
    'p2@contoso.com',
    idOf(3).toUpperCase(),
    'mail3@contoso.com',
    "o'no@contoso.com",
  ];
  const progress = (user: string) => installer.progress(NAME.tenant, NAME.id, user);

  it('is told by the name that was given, whatever Graph calls them', async () => {
    await world.ask(names.map((name) => ({ kind: 'user', name, state: 'named' })));
    for (const name of names) await expect(progress(name)).resolves.toEqual({ state: 'open' });
    await world.run();
    await expect(progress('p1@contoso.com')).resolves.toMatchObject({
      ...{ state: 'installed', person: idOf(1) },
    });
    await expect(progress('p2@contoso.com')).resolves.toEqual({
      state: 'failed',
      reason: expect.stringMatching(/^blocked-by-policy: /) as string,
    });
    await expect(progress("o'no@contoso.com")).resolves.toEqual({
      state: 'failed',
      reason: expect.stringMatching(/^unknown-user: /) as string,
    });
    const both = [await progress(idOf(3)), await progress('mail3@contoso.com')];
    expect(both).toContainEqual({ state: 'installed', person: idOf(3), at: expect.any(Number) as number });
  });

  it('of another name for the same person says so, once all names are looked up', async () => {
    await world.ask([
      { kind: 'user', name: idOf(3), state: 'named' },
      { kind: 'user', name: 'mail3@contoso.com', state: 'named' },
    ]);
    await world.run();
    const [byId, byMail] = [await progress(idOf(3)), await progress('mail3@contoso.com')];
    expect(byId).toMatchObject({ state: 'installed', person: idOf(3) });
    expect(['installed', 'same-person']).toContain(byMail.state);
  });

  it('is unknown where there is no such installation, and in another tenant', async () => {
    await expect(progress('p1@contoso.com')).resolves.toEqual({ state: 'unknown' });
    await world.ask([{ kind: 'user', name: 'p1@contoso.com', state: 'named' }]);
    await world.run();
    await expect(installer.progress('fabrikam', NAME.id, 'p1@contoso.com')).resolves.toEqual({
      state: 'unknown',
    });
  });
});

describe('a step of a notification that is repeated', () => {
  // As when the process that began the step died before it had noted so.
  it('while its installation is near its end lets nobody be told as failed', async () => {
    const name = { kind: 'user' as const, name: 'p1@contoso.com', state: 'named' as const };
    await world.ask([name]);
    await world.run(() => world.store.add(NAME, [name], world.clock.now()));
    await expect(world.store.find(NAME)).resolves.toMatchObject({ state: 'open' });
    await expect(installer.progress(NAME.tenant, NAME.id, name.name)).resolves.toEqual({ state: 'open' });
    await world.run(); // as the repair lets it
    await expect(installer.progress(NAME.tenant, NAME.id, name.name)).resolves.toMatchObject({
      ...{ state: 'installed', person: idOf(1) },
    });
    expect(world.graph.asked).toHaveLength(1);
    await expect(world.store.find(NAME)).resolves.toMatchObject({ state: 'done' });
  });
});
