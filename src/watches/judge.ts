/** What a check leads to: the rules by which an alert is due, once for each crossing, and by which trouble is told, once too. */
import { HOUR_MS } from '../clock';
import type { Observation } from './observe';
import type { Condition, Failure, Findings, Value, Watch } from './watch';

/** What is to be told of a watch. */
export type Told =
  | { kind: 'alert'; from: Value; to: Value }
  | { kind: 'unreachable'; failure: Failure; failures: number }
  /** After `unreachable`. */
  | { kind: 'reachable'; to: Value }
  /** Its time is up. */
  | { kind: 'expired'; to: Value };

export interface Judgement {
  findings: Findings;
  told?: Told;
}

/** What is not reached is asked for ever more seldom, up to this or its own interval. */
const MAX_BACK_OFF_MS = 4 * HOUR_MS;

/** @param tellAfter - failures in a row after which the person is told. */
export function judge(watch: Watch, seen: Observation, now: number, tellAfter: number): Judgement {
  const { findings } = watch;
  const checked = { ...findings, checks: findings.checks + 1, checkedAt: now };
  if (seen.kind === 'failed') return afterFailure(watch, checked, seen, tellAfter);
  const good = { ...checked, failures: 0, isTold: false, nextCheckAt: now + watch.intervalMs };
  const back = findings.isTold ? { told: { kind: 'reachable', to: findings.value } as const } : {};
  if (seen.kind === 'same') return { findings: good, ...back };
  const { value, validators } = seen;
  const isSo = seen.isSo ?? isSoNow(watch.condition, value);
  const known = { ...good, value, validators, isSo, ...rebased(watch, value) };
  const isNews = isAlert(watch, value, isSo);
  // What is held back is looked at anew after the snooze, also by a server that would say that nothing has changed.
  if (now < watch.wishes.snoozedUntil)
    return {
      findings: { ...known, isSo: isSo && findings.isSo, ...(isNews ? { validators: {} } : {}) },
      ...back,
    };
  if (isNews)
    return {
      findings: { ...known, baseline: value },
      told: { kind: 'alert', from: fromOf(watch, value), to: value },
    };
  return { findings: known, ...(findings.isTold ? { told: { kind: 'reachable', to: value } } : {}) };
}

/** What has dropped to nothing is measured from the first value above that again: there are no percentages of nothing. */
function rebased({ condition, findings }: Watch, value: Value): Pick<Findings, 'baseline'> | undefined {
  const isMeasured = condition.kind === 'drops' || condition.kind === 'rises';
  const isNothing = (findings.baseline.number ?? 0) <= 0 && (value.number ?? 0) > 0;
  return isMeasured && isNothing ? { baseline: value } : undefined;
}

/** What the value is compared with: for a limit the one before, unless it was so already while nothing was told. */
function fromOf({ condition, findings }: Watch, { mark }: Value): Value {
  const { value, baseline } = findings;
  return measuresFromBaseline(condition) || value.mark === mark ? baseline : value;
}

function afterFailure(
  { intervalMs }: Watch,
  checked: Findings,
  { failure, retryAfterMs = 0 }: Extract<Observation, { kind: 'failed' }>,
  tellAfter: number,
): Judgement {
  const failures = checked.failures + 1;
  const most = Math.max(intervalMs, MAX_BACK_OFF_MS);
  const backOff = Math.min(intervalMs * 2 ** Math.min(failures - 1, 20), most);
  const nextCheckAt = checked.checkedAt + Math.max(backOff, Math.min(retryAfterMs, most));
  const isDue = failures >= tellAfter && !checked.isTold;
  const findings = { ...checked, failures, nextCheckAt, isTold: checked.isTold || isDue };
  return { findings, ...(isDue ? { told: { kind: 'unreachable', failure, failures } } : {}) };
}

/** Whether what is waited for is so, for conditions that are a state. */
export function isSoNow(condition: Condition, { number = NaN }: Value): boolean {
  switch (condition.kind) {
    case 'below':
      return number < condition.limit;
    case 'above':
      return number > condition.limit;
    default:
      return false;
  }
}

const measuresFromBaseline = ({ kind }: Condition): boolean =>
  kind === 'changes' || kind === 'drops' || kind === 'rises';

function isAlert({ condition, findings }: Watch, value: Value, isSo: boolean): boolean {
  const { baseline } = findings;
  const [from = NaN, to = NaN] = [baseline.number, value.number];
  switch (condition.kind) {
    case 'changes':
      return value.mark !== baseline.mark;
    case 'drops':
      return percentOf(from, to) <= -condition.percent;
    case 'rises':
      return percentOf(from, to) >= condition.percent;
    default:
      return isSo && !findings.isSo;
  }
}

/** How much more the second is than the first, in percent; rounded so that 250 to 200 is 20 and no less. */
export const percentOf = (from: number, to: number): number =>
  Math.round(((to - from) / Math.abs(from)) * 1e8) / 1e6;
