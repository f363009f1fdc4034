/** Whose chat is whose: told also where Graph had no time for it at first, or the process ended in between. */
import {
  anInstallation,
  CATALOGUE_ID,
  idOf,
  type InstallWorld,
  NAME,
  people,
  user,
} from './buildersInstallations';

let world: InstallWorld;
afterEach(() => world.stop());
const chatOf = (number: number): string => `19:${idOf(number)}_${CATALOGUE_ID}@unq.gbl.spaces`;
const chats = async () => (await world.targets()).map(({ chat }) => chat).sort();

it('is looked for again where Graph throttled the calls', async () => {
  let throttled = 4;
  world = await anInstallation(
    { users: people(3) },
    { faults: { chats: 0.5 }, random: () => ((throttled -= 1) >= 0 ? 0 : 0.9) },
  );
  await world.ask(people(3).map(({ id }) => user(id)));
  await world.run();
  expect(await chats()).toEqual([1, 2, 3].map(chatOf));
  expect(world.graph.asked).toHaveLength(3);
});

it('is looked for where the process ended between the installation and that', async () => {
  world = await anInstallation({ users: people(2) });
  for (const [number, state] of [[1, 'installed'] as const, [2, 'present'] as const]) {
    world.world.install(idOf(number), CATALOGUE_ID);
    await world.store.add(NAME, [{ kind: 'user', name: idOf(number), id: idOf(number), state }], 0);
  }
  await world.store.create(NAME, 0);
  await world.run();
  expect(await chats()).toEqual([1, 2].map(chatOf));
  expect(world.graph.asked).toEqual([]);
});

it('that is never found ends nothing and is not looked for without an end', async () => {
  world = await anInstallation({ users: people(1) }, { faults: { chats: 1 }, random: () => 0.9 });
  await world.ask([user(idOf(1))]);
  await world.run();
  expect((await world.targets())[0]).toMatchObject({ state: 'installed' });
  expect(await world.store.find(NAME)).toMatchObject({ state: 'done' });
  const looked = world.log.lines.filter(({ event }) => event === 'installations.chats-not-found');
  expect(looked).toHaveLength(6);
});
