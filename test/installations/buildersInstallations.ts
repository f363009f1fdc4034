/** An installation in a world of its own: the real store on Azurite, and the stand-in of Microsoft Graph behind real HTTP. */
import { type GraphStandIn, type GraphStandInOptions, startGraphStandIn } from '../../dev/graph/graphStandIn';
import { type GraphUser, GraphWorld, type GraphWorldOptions } from '../../dev/graph/graphWorld';
import { createBudget } from '../../src/installations/budget';
import { conclude } from '../../src/installations/conclude';
import { findAppFor } from '../../src/installations/findAppFor';
import { createGraph } from '../../src/installations/graph/graph';
import { NOT_TRIED } from '../../src/installations/installApp';
import { LANES, type Target } from '../../src/installations/installation';
import { installLane } from '../../src/installations/installLane';
import {
  createInstallationStore,
  INSTALLATIONS_TABLE,
  type InstallationRow,
  type InstallationStore,
  type NewTarget,
} from '../../src/installations/installationStore';
import { lookUp } from '../../src/installations/lookUp';
import { aLog, type TestLog } from '../support/buildersLog';
import { aClock, type TestClock } from '../support/clock';
import { openTestAccount } from '../support/tables';

export const MANIFEST_ID = '7a3c1d52-0000-4000-8000-000000000001';
export const CATALOGUE_ID = '7a3c1d52-0000-4000-8000-0000000000aa';
export const NAME = { tenant: 'contoso', id: '11111111-2222-4333-8444-555555555555' };

/** The id of the person of this number. */
export const idOf = (number: number): string => `aaaaaaaa-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** So many people with a licence, `p1@contoso.com` and so on. */
export const people = (count: number): GraphUser[] =>
  Array.from({ length: count }, (_, at) => ({
    id: idOf(at + 1),
    userPrincipalName: `p${at + 1}@contoso.com`,
  }));

export interface InstallWorld {
  world: GraphWorld;
  graph: GraphStandIn;
  store: InstallationStore;
  clock: TestClock;
  log: TestLog;
  /** Stores who is meant. */
  ask(targets: readonly NewTarget[]): Promise<void>;
  /** All steps of the orchestration, in its order; `meanwhile` happens before the last one. */
  run(meanwhile?: () => Promise<void>): Promise<void>;
  /** The targets by their names, as operators see them. */
  targets(): Promise<Target[]>;
  /** The only target of this name. */
  target(name: string): Promise<Target>;
  stop(): Promise<void>;
}

export const user = (name: string): NewTarget => ({ kind: 'user', name, state: 'named' });
export const group = (name: string): NewTarget => ({ kind: 'group', name, state: 'named' });
export const team = (name: string): NewTarget => ({ kind: 'team', name, id: name, state: 'pending' });

export async function anInstallation(
  worldOptions: GraphWorldOptions,
  options: Partial<GraphStandInOptions> = {},
): Promise<InstallWorld> {
  const world = new GraphWorld({ apps: { [MANIFEST_ID]: CATALOGUE_ID }, ...worldOptions });
  const clock = aClock();
  const graph = await startGraphStandIn({ world, now: clock.now, random: () => 1, ...options });
  const store = createInstallationStore(openTestAccount().table<InstallationRow>(INSTALLATIONS_TABLE));
  const log = aLog();
  const deps = {
    ...{ store, log, clock: clock.clock, wait: clock.wait, perSecond: 30, teamsAppId: MANIFEST_ID },
    graph: createGraph({
      url: graph.url,
      tokenFor: () => Promise.resolve('local'),
      fetch,
      clock: clock.clock,
    }),
  };
  const targets = async (): Promise<Target[]> => (await store.page(NAME, { size: 1000 })).targets;
  return {
    ...{ world, graph, store, clock, log, targets },
    async ask(wanted) {
      await store.add(NAME, wanted, clock.now());
      await store.create(NAME, clock.now());
    },
    async run(meanwhile) {
      const app = await findAppFor(deps, NAME);
      while (!(await lookUp(deps, NAME, createBudget(clock.clock))));
      if ('id' in app)
        for (let lane = 0; lane < LANES; lane += 1)
          while (!(await installLane(deps, { ...NAME, lane, app: app.id }, createBudget(clock.clock))));
      await meanwhile?.();
      await conclude(deps, { ...NAME, reason: 'reason' in app ? app.reason : NOT_TRIED });
    },
    async target(name) {
      const found = (await targets()).filter((target) => target.name === name);
      if (found.length !== 1) throw new Error(`${found.length} targets are named ${name}.`);
      return found[0] as Target;
    },
    stop: () => graph.stop(),
  };
}
