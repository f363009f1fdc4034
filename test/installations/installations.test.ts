import { StorageUnavailable } from '../../src/azure/storageError';
import {
  anInstallation,
  CATALOGUE_ID,
  group,
  idOf,
  type InstallWorld,
  NAME,
  people,
  team,
  user,
} from './buildersInstallations';

describe('Installing the app for people, groups and teams', () => {
  const TEAM = 'bbbbbbbb-0000-4000-8000-000000000001';
  const GROUP = 'cccccccc-0000-4000-8000-000000000001';
  let world: InstallWorld | undefined;
  const start = async (...args: Parameters<typeof anInstallation>): Promise<InstallWorld> =>
    (world = await anInstallation(...args));
  afterEach(() => world?.stop());

  it('installs for people by id, sign-in name and another mail address, and tells the chat', async () => {
    const [ana, ben, cem] = people(3) as [object, object, object];
    const { ask, run, target } = await start({
      users: [ana, ben, { ...cem, mail: 'cem@mail.contoso.com' }] as ReturnType<typeof people>,
    });
    await ask([user(idOf(1)), user('P2@contoso.com'), user('cem@mail.contoso.com')]);
    await run();
    expect(await target(idOf(1))).toMatchObject({
      state: 'installed',
      id: idOf(1),
      chat: `19:${idOf(1)}_${CATALOGUE_ID}@unq.gbl.spaces`,
    });
    expect(await target('P2@contoso.com')).toMatchObject({ state: 'installed', id: idOf(2) });
    expect(await target('cem@mail.contoso.com')).toMatchObject({ state: 'installed', id: idOf(3) });
  });

  it('installs once for somebody who is named twice and in a group', async () => {
    const { ask, run, targets, graph } = await start({
      users: people(2),
      groups: { [GROUP]: [idOf(1), idOf(2)] },
    });
    await ask([user(idOf(1)), user('p1@contoso.com'), group(GROUP)]);
    await run();
    expect((await targets()).map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      'group expanded',
      'user installed',
      'user installed',
    ]);
    expect(graph.asked).toHaveLength(2);
  });

  it('reads a large group page by page', async () => {
    const users = people(450);
    const { ask, run, store } = await start({ users, groups: { [GROUP]: users.map(({ id }) => id) } });
    await ask([group(GROUP)]);
    await run();
    expect(await store.count(NAME)).toMatchObject({ installed: 450, expanded: 1, failed: 0 });
  });

  it('names the permission that is missing where a group tells nothing of its people but their ids', async () => {
    const permissions = ['AppCatalog.Read.All', 'GroupMember.Read.All'];
    const { ask, run, targets } = await start({
      users: people(2),
      groups: { [GROUP]: [idOf(1), idOf(2)] },
      permissions,
    });
    await ask([group(GROUP)]);
    await run();
    const found = (await targets()).filter(({ kind }) => kind === 'user');
    expect(found.map(({ reason }) => reason)).toEqual(Array(2).fill('missing-permission: User.Read.All'));
  });

  it('installs for teams', async () => {
    const { ask, run, target } = await start({ teams: [TEAM] });
    await ask([team(TEAM), team('bbbbbbbb-0000-4000-8000-00000000dead')]);
    await run();
    expect((await target(TEAM)).state).toBe('installed');
    expect((await target('bbbbbbbb-0000-4000-8000-00000000dead')).reason).toMatch(/^unknown-team:/);
  });

  it('names what hinders each, and goes on with the rest', async () => {
    const [guest, disabled, unlicensed, blocked, fine] = people(5);
    const { ask, run, target } = await start({
      users: [
        { ...guest, userType: 'Guest' },
        { ...disabled, accountEnabled: false },
        { ...unlicensed, hasTeams: false },
        { ...blocked, isBlocked: true },
        fine,
      ] as ReturnType<typeof people>,
    });
    const names = [1, 2, 3, 4, 5].map((number) => `p${number}@contoso.com`);
    await ask([...names, 'nobody@contoso.com', idOf(99)].map(user));
    await ask([group('cccccccc-0000-4000-8000-00000000dead')]);
    await run();
    const reason = async (name: string): Promise<string | undefined> => (await target(name)).reason;
    expect(await reason('p1@contoso.com')).toMatch(/^guest:/);
    expect(await reason('p2@contoso.com')).toMatch(/^disabled-account:/);
    expect(await reason('p3@contoso.com')).toMatch(/^no-licence:/);
    expect(await reason('p4@contoso.com')).toMatch(/^blocked-by-policy: .*app permission policy/);
    expect((await target('p5@contoso.com')).state).toBe('installed');
    expect(await reason('nobody@contoso.com')).toMatch(/^unknown-user:/);
    expect(await reason(idOf(99))).toMatch(/^unknown-user:/);
    expect(await reason('cccccccc-0000-4000-8000-00000000dead')).toMatch(/^unknown-group:/);
  });

  it('tells who had the app already', async () => {
    const { ask, run, target, world: graphWorld } = await start({ users: people(2) });
    graphWorld.install(idOf(1), CATALOGUE_ID);
    await ask([user(idOf(1)), user(idOf(2))]);
    await run();
    expect((await target(idOf(1))).state).toBe('present');
    expect((await target(idOf(1))).chat).toBeDefined();
    expect((await target(idOf(2))).state).toBe('installed');
  });

  it('fails each target where the app is not in the catalogue', async () => {
    const { ask, run, target, graph, store } = await start({ users: people(1), teams: [TEAM], apps: {} });
    await ask([user(idOf(1)), team(TEAM)]);
    await run();
    expect((await target(idOf(1))).reason).toMatch(/^app-not-in-catalogue:/);
    expect((await target(TEAM)).reason).toMatch(/^app-not-in-catalogue:/);
    expect(graph.asked).toHaveLength(0);
    expect(await store.find(NAME)).toMatchObject({ state: 'done' });
  });

  it.each([
    ['AppCatalog.Read.All', ['User.Read.All']],
    ['User.Read.All', ['AppCatalog.Read.All']],
    ['TeamsAppInstallation.ReadWriteSelfForUser.All', ['AppCatalog.Read.All', 'User.Read.All']],
  ])('names the missing permission %s', async (missing, permissions) => {
    const { ask, run, target } = await start({ users: people(1), permissions });
    await ask([user(idOf(1))]);
    await run();
    const { state, reason } = await target(idOf(1));
    expect(state).toBe('failed');
    expect(reason).toMatch(/^missing-permission:/);
    expect(reason).toContain(missing);
  });

  it('names the missing permission for groups', async () => {
    const { ask, run, target } = await start({
      groups: { [GROUP]: [] },
      permissions: ['AppCatalog.Read.All'],
    });
    await ask([group(GROUP)]);
    await run();
    expect((await target(GROUP)).reason).toBe('missing-permission: GroupMember.Read.All');
  });

  it('waits as long as Graph asks, and tries again what failed by itself', async () => {
    const chances = [0.01, 0.2, 0.9]; // throttled, failed without effect, and then fine
    const { ask, run, target, graph } = await start(
      { users: people(1) },
      { random: () => chances.shift() ?? 0.9, faults: { throttled: 0.05, failed: 0.5 } },
    );
    await ask([user(idOf(1))]);
    await run();
    expect(graph.asked.map(({ status }) => status)).toEqual([429, 502, expect.any(Number)]);
    const [first = 0, second = 0] = graph.asked.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(1000);
    expect((await target(idOf(1))).state).toBe('installed');
  });

  it('gives up on what keeps failing, with the reason', async () => {
    const { ask, run, target, graph } = await start(
      { users: people(1) },
      { random: () => 0.99, faults: { failed: 1 } },
    );
    await ask([user(idOf(1))]);
    await run();
    expect(graph.asked).toHaveLength(6);
    expect((await target(idOf(1))).reason).toMatch(/^graph-unavailable: 502/);
  });

  it('knows its own installation again when the answer was lost', async () => {
    const { ask, run, target, store, world: graphWorld } = await start({ users: people(1) });
    await ask([user(idOf(1))]);
    await store.add(NAME, [{ kind: 'user', name: idOf(1), id: idOf(1), state: 'installing' }], 0);
    graphWorld.install(idOf(1), CATALOGUE_ID); // and then the process died
    await run();
    expect((await target(idOf(1))).state).toBe('installed');
  });

  it('installs all the same where storage does not take in whose chat is whose', async () => {
    const { ask, run, store, target, log } = await start({ users: people(1) });
    const { change } = store;
    store.change = (name, changes) =>
      changes.some((each) => each.change.chat)
        ? Promise.reject(new StorageUnavailable('batch', undefined))
        : change(name, changes);
    await ask([user(idOf(1))]);
    await run();
    expect(await target(idOf(1))).toMatchObject({ state: 'installed' });
    expect(log.lines.map(({ event }) => event)).toContain('installations.chats-not-noted');
  });

  it('leaves a name alone that somebody else has looked up meanwhile', async () => {
    const { ask, store, targets } = await start({ users: people(2) });
    await ask([user(idOf(1)), user(idOf(2))]);
    const [first, second] = await targets();
    if (!first || !second) throw new Error('They are not there.');
    await store.remove(NAME, [first.key]);
    await store.change(
      NAME,
      [first, second].map(({ key }) => ({ key, change: { tries: 1 } })),
    );
    expect(await targets()).toEqual([{ ...second, tries: 1 }]);
  });

  it('keeps to the rate that Graph allows', async () => {
    const users = people(120);
    const { ask, run, graph, store } = await start({ users }, { perSecond: 30 });
    await ask(users.map(({ id }) => user(id)));
    await run();
    expect(await store.count(NAME)).toMatchObject({ installed: 120, failed: 0 });
    expect(graph.asked.filter(({ status }) => status === 429)).toHaveLength(0);
  });

  it('removes what ended long ago', async () => {
    const { ask, run, store, clock, targets } = await start({ users: people(130) });
    await ask(people(130).map(({ id }) => user(id)));
    await run();
    expect(await store.purge(clock.now(), 10)).toBe(0);
    expect(await store.purge(clock.now() + 1, 10)).toBe(1);
    expect(await store.find(NAME)).toBeUndefined();
    expect(await targets()).toEqual([]);
  });
});
