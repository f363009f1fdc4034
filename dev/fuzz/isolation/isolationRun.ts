/** Lets intruders try everything on owners of other tenants, and tells what they got, changed or had delivered that is not theirs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startConnectorServer } from '../../chat/connector/connectorServer';
import type { LocalConnector } from '../../chat/connector/localConnector';
import type { Stage } from '../../stage/stage';
import { type AppCalls, createAppCalls } from './appCalls';
import { shuffled } from '../activityKinds';
import { ATTACKS, type Kind, KINDS, type Try } from './attacks';
import { intruder, isFromOutside, type Role, ROLES, tenantOfCalls } from './intruder';
import { leaksOf, type Pair, tells, textOf } from './leaks';
import { ownedBy, settle } from './owner';
import { storedRows } from './storedRows';

export interface IsolationTally {
  /** How many pairs there were of each role. */
  pairs: Record<Role, number>;
  /** How many calls each kind made. */
  tries: Record<Kind, number>;
  /** What should not have happened, in words. */
  leaks: string[];
}

export interface IsolationOptions {
  /** Pairs of different tenants; a tenth as many of one tenant come on top. */
  pairs: number;
  /** What each pair tries of each kind, drawn at random. */
  triesOfEach: number;
  random: () => number;
  /** All pairs are of this role; at random unless it is given. */
  role?: Role;
}

/** So many owners live at one time; what is stored is read whole for each such group. */
const GROUP = 50;
const AT_ONCE = 8;
/** Nothing has moved for so long: all that follows from the calls has followed. */
const QUIET_MS = 2_000;
const QUIET_WITHIN_MS = 120_000;

/**
 * Runs so many pairs. The intruders hear through a connector of their own, so that all that comes there is theirs.
 *
 * @param tally - what it is added to.
 */
export async function runIsolation(
  stage: Stage,
  options: IsolationOptions,
  tally: IsolationTally = newTally(),
): Promise<IsolationTally> {
  const ears = await startConnectorServer({ now: () => stage.clock.now() });
  const calls = createAppCalls(stage.hostUrl);
  try {
    const all = options.pairs + Math.ceil(options.pairs / 10);
    for (let from = 0; from < all; from += GROUP) {
      const numbers = Array.from({ length: Math.min(GROUP, all - from) }, (_, at) => from + at + 1);
      await runGroup({ stage, calls, ears: ears.connector, url: ears.serviceUrl, tally }, numbers, options);
    }
    return tally;
  } finally {
    await ears.stop();
  }
}

interface Arena {
  stage: Stage;
  calls: AppCalls;
  ears: LocalConnector;
  url: string;
  tally: IsolationTally;
}

async function runGroup(arena: Arena, numbers: readonly number[], options: IsolationOptions): Promise<void> {
  const { stage, calls, ears, tally } = arena;
  const { pairs: across, random, role: only } = options;
  const settled = await eachOf(numbers, (number) => settle(calls, stage, number));
  await quiet(stage.connector, ears);
  const before = await storedRows(stage.storage.connectionString);
  const rows = [...before.values()];
  const pairs = settled.map((owned, at): Pair => {
    const number = numbers[at] ?? 0;
    const role = only ?? (number > across ? 'colleague' : outsider(random));
    const ofTenant = rows.filter(({ text }) => text.includes(owned.who.tenant));
    return { number, role, owned: ownedBy(owned, ofTenant) };
  });
  const [heardBefore, toldBefore] = [ears.calls.length, stage.connector.calls.length];
  const plans = pairs.map((pair) => planOf(arena, pair, options));
  await eachOf(plans, (plan) => carryOut(tally, plan));
  await quiet(stage.connector, ears);
  const heard = ears.calls.slice(heardBefore).map(textOf);
  const delivered = stage.connector.calls.slice(toldBefore).map(textOf);
  const after = await storedRows(stage.storage.connectionString);
  for (const pair of pairs) tally.leaks.push(...leaksOf(pair, { heard, delivered, before, after }));
}

/** What this pair tries, drawn before anybody begins: the order in which others end changes nothing. */
function planOf({ calls, url }: Arena, pair: Pair, { triesOfEach, random }: IsolationOptions): Plan {
  const { number, role, owned } = pair;
  const who = intruder(role, number, owned, url);
  const attack = { calls, who, role, owned, tenant: tenantOfCalls(role, number) };
  const tries = KINDS.flatMap((kind) =>
    shuffled(ATTACKS[kind](attack), random)
      .slice(0, triesOfEach)
      .map((attempt) => ({ kind, attempt })),
  );
  return { role, tries };
}

interface Plan {
  role: Role;
  tries: { kind: Kind; attempt: Try }[];
}

async function carryOut(tally: IsolationTally, { role, tries }: Plan): Promise<void> {
  tally.pairs[role] += 1;
  for (const { kind, attempt } of tries) {
    const { status, text } = await attempt();
    tally.tries[kind] += 1;
    if (tells(text, role) || status >= 500)
      tally.leaks.push(`${kind} by ${article(role)}: ${status} ${text.slice(0, 300)}`);
  }
}

const article = (role: Role): string => (role === 'owner' ? `an ${role}` : `a ${role}`);
const OUTSIDERS = ROLES.filter(isFromOutside);
const outsider = (random: () => number): Role =>
  OUTSIDERS[Math.floor(random() * OUTSIDERS.length)] ?? 'stranger';

async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Until nothing has been delivered for a while. */
async function quiet(...connectors: readonly LocalConnector[]): Promise<void> {
  const count = (): number => connectors.reduce((sum, { calls }) => sum + calls.length, 0);
  const until = performance.now() + QUIET_WITHIN_MS;
  for (let known = -1, since = 0; performance.now() < until; await sleep(100)) {
    if (count() !== known) [known, since] = [count(), performance.now()];
    else if (performance.now() - since > QUIET_MS) return;
  }
  throw new Error('Deliveries did not come to rest.');
}

export function newTally(): IsolationTally {
  const none = <K extends string>(names: readonly K[]): Record<K, number> =>
    Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
  return { pairs: none(ROLES), tries: none(KINDS), leaks: [] };
}
