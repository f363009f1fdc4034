/** Looks up who is named: people by id or e-mail, the members of groups. Each step leaves its mark on the rows, so it goes on where it stopped. */
import type { Clock } from '../clock';
import { type Graph, inBatches } from './graph/graph';
import type { GraphOutcome } from './graph/graphOutcome';
import { type GraphPerson, membersPage, personByMailCall, personCall, personIn } from './graph/people';
import type { Target } from './installation';
import type { InstallationName, InstallationStore, NewTarget, TargetChange } from './installationStore';
import { reasonOf } from './reasons';
import { nextTry } from './retries';
import { type Budget, waitFor } from './budget';

export interface LookUpDeps {
  store: InstallationStore;
  graph: Graph;
  clock: Clock;
  wait(ms: number): Promise<void>;
}

const AT_ONCE = 20;
const NO_ANSWER: GraphOutcome = { kind: 'transient', reason: 'no answer' };

/** Works until everybody is looked up, or the budget is spent. Returns whether nothing is left. */
export async function lookUp(deps: LookUpDeps, name: InstallationName, budget: Budget): Promise<boolean> {
  while (!budget.isSpent()) {
    const named = await deps.store.named(name, 5 * AT_ONCE);
    if (named.length === 0) return true;
    const ready = named.filter(({ retryAt }) => retryAt <= deps.clock()).slice(0, AT_ONCE);
    if (ready.length === 0) {
      await waitFor(deps, budget, Math.min(...named.map(({ retryAt }) => retryAt)));
      continue;
    }
    await lookUpPeople(
      deps,
      name,
      ready.filter(({ kind }) => kind === 'user'),
    );
    for (const group of ready.filter(({ kind }) => kind === 'group')) await lookUpGroup(deps, name, group);
  }
  return false;
}

/** Who is found gets a row by their id, under which everybody is one, however often they are named; the name's row goes. */
async function lookUpPeople(
  deps: LookUpDeps,
  name: InstallationName,
  targets: readonly Target[],
): Promise<void> {
  const { store, graph, clock } = deps;
  if (targets.length === 0) return;
  const outcomes = await inBatches(
    graph,
    name.tenant,
    targets.map((target) => personCall(target.name)),
  );
  const unknown = targets.filter(
    (target, at) => outcomes[at]?.kind === 'notFound' && target.name.includes('@'),
  );
  const byMail = await inBatches(
    graph,
    name.tenant,
    unknown.map((target) => personByMailCall(target.name)),
  );
  const now = clock();
  const found: { key: string; target: NewTarget }[] = [];
  const changes = targets.flatMap((target, at) => {
    const again = unknown.indexOf(target);
    const outcome = (again < 0 ? outcomes[at] : byMail[again]) ?? NO_ANSWER;
    const person = outcome.kind === 'ok' ? personIn(outcome.body) : undefined;
    if (!person) return [{ key: target.key, change: notFound(outcome, target, now) }];
    found.push({ key: target.key, target: targetOf(person, target.name) });
    return [];
  });
  await store.change(name, changes);
  // The new rows first: a name that is gone is not looked up again.
  await store.add(
    name,
    found.map(({ target }) => target),
    now,
  );
  await store.remove(
    name,
    found.map(({ key }) => key),
  );
}

async function lookUpGroup(deps: LookUpDeps, name: InstallationName, target: Target): Promise<void> {
  const { store, graph, clock } = deps;
  const page = await membersPage(graph, name.tenant, target.name, target.rest);
  const now = clock();
  if ('kind' in page) {
    // Where it was read on counts only for a while: then it begins anew, and who is there already stays as they are.
    const change = isStale(page, target)
      ? { ...failedOrAgain({ kind: 'transient', reason: page.reason }, target, 'read-group', now), rest: '' }
      : failedOrAgain(page, target, 'read-group', now);
    return store.change(name, [{ key: target.key, change }]);
  }
  await store.add(
    name,
    page.people.map((person) => targetOf(person, target.name)),
    now,
  );
  const change: TargetChange = page.rest
    ? { rest: page.rest, tries: 0, at: now }
    : { state: 'expanded', rest: '', at: now };
  await store.change(name, [{ key: target.key, change }]);
}

const isStale = (
  page: Exclude<GraphOutcome, { kind: 'ok' }>,
  { rest }: Target,
): page is Extract<GraphOutcome, { kind: 'refused' }> =>
  rest !== undefined && page.kind === 'refused' && /ExpiredPageToken/.test(page.reason);

const targetOf = ({ id, hindrance }: GraphPerson, name: string): NewTarget => ({
  ...{ kind: 'user', name, id },
  ...(hindrance ? { state: 'failed', reason: hindrance } : { state: 'pending' }),
});

/** An answer with nobody in it means the same as none. */
function notFound(outcome: GraphOutcome, target: Target, now: number): TargetChange {
  return failedOrAgain(
    outcome.kind === 'ok' ? { kind: 'notFound', reason: 'nobody' } : outcome,
    target,
    'read-user',
    now,
  );
}

function failedOrAgain(
  outcome: Exclude<GraphOutcome, { kind: 'ok' }>,
  { tries }: Target,
  purpose: 'read-user' | 'read-group',
  now: number,
): TargetChange {
  return nextTry(outcome, tries, now) ?? { state: 'failed', reason: reasonOf(outcome, purpose), at: now };
}
