/** A lane among many targets: it reads on from the first that is not at its end, and none is left behind. */
import { createBudget } from '../../src/installations/budget';
import { createGraph } from '../../src/installations/graph/graph';
import { type InstallDeps, installLane } from '../../src/installations/installLane';
import type { InstallationStore } from '../../src/installations/installationStore';
import { anInstallation, CATALOGUE_ID, type InstallWorld, NAME, people } from './buildersInstallations';

let world: InstallWorld;
afterEach(() => world.stop());

/** The lane's dependencies, with the store as it is watched. */
const depsOf = ({ graph, clock, log }: InstallWorld, store: InstallationStore): InstallDeps => ({
  ...{ store, log, clock: clock.clock, wait: clock.wait, perSecond: 30 },
  graph: createGraph({
    url: graph.url,
    tokenFor: () => Promise.resolve('local'),
    fetch,
    clock: clock.clock,
  }),
});

it('does not read again what has come to its end, and comes back to what has to wait', async () => {
  let throttledAtFirst = 2;
  world = await anInstallation(
    { users: people(400) },
    { faults: { throttled: 0.5 }, random: () => ((throttledAtFirst -= 1) >= 0 ? 0 : 0.9) },
  );
  const { store } = world;
  await store.add(
    NAME,
    people(400).map(({ id }) => ({ kind: 'user', name: id, id, state: 'pending' })),
    0,
  );
  const reads: { from?: string; first?: string }[] = [];
  const watched: InstallationStore = {
    ...store,
    async unfinished(name, lane, size, from) {
      const found = await store.unfinished(name, lane, size, from);
      reads.push({ ...(from ? { from } : {}), ...(found[0] ? { first: found[0].key } : {}) });
      return found;
    },
  };
  for (let lane = 0; lane < 4; lane += 1) {
    reads.length = 0;
    const place = { ...NAME, lane, app: CATALOGUE_ID };
    while (!(await installLane(depsOf(world, watched), place, createBudget(world.clock.clock))));
    // Each read begins where the one before found the first.
    expect(reads.slice(1).map(({ from }) => from)).toEqual(reads.slice(0, -1).map(({ first }) => first));
    expect(reads.length).toBeGreaterThan(3);
  }
  expect(await store.count(NAME)).toMatchObject({ installed: 400 });
  expect(world.graph.asked.filter(({ status }) => status === 429)).toHaveLength(2);
});

it('begins at the key that is given, and ends with its own lane', async () => {
  world = await anInstallation({});
  const { store } = world;
  await store.add(
    NAME,
    people(100).map(({ id }) => ({ kind: 'user', name: id, id, state: 'pending' })),
    0,
  );
  const all = await store.unfinished(NAME, 1, 100);
  expect(all.length).toBeGreaterThan(10);
  const rest = await store.unfinished(NAME, 1, 100, all[7]?.key);
  expect(rest.map(({ key }) => key)).toEqual(all.slice(7).map(({ key }) => key));
});
