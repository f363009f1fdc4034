/**
 * The orchestration of one watch, a round for each check: waits until it is due, checks, and begins anew with what is known
 * then, so that its history stays short. The watch's row is the truth; the event only says that a person has changed it.
 */
import { type OrchestrationContext, RetryOptions, type Task } from 'durable-functions';
import { ACTIVITIES, CHANGED_EVENT, type MonitorInput, type Refreshed } from './steps';

/** A timer is never set further ahead than this: the extension splits longer ones, and split ones cannot be cancelled. */
const LONGEST_TIMER_MS = 5 * 24 * 60 * 60 * 1000;

/** Storage may be away for more than a day; what is watched has outcomes of its own, and is no reason to repeat. */
const RECORDING = new RetryOptions(2000, 200);
RECORDING.backoffCoefficient = 2;
RECORDING.maxRetryIntervalInMilliseconds = 10 * 60_000;

/** One round. Its output, at the end of the last one, says that it is over. */
export function* watchMonitor({ df }: OrchestrationContext): Generator<Task, 'over' | undefined, unknown> {
  const input = df.getInput<MonitorInput>();
  const { findings, wishes } = input.watch;
  const dueAt = Math.min(findings.nextCheckAt, wishes.expiresAt);
  const now = df.currentUtcDateTime.getTime();
  const timer = df.createTimer(new Date(Math.min(Math.max(dueAt, now), now + LONGEST_TIMER_MS)));
  const changed = df.waitForExternalEvent(CHANGED_EVENT);
  const first = yield df.Task.any([timer, changed]);
  if (first === changed && !timer.isCompleted) timer.cancel();
  const isDue = first === timer && df.currentUtcDateTime.getTime() >= dueAt;
  const next = isDue
    ? ((yield df.callActivityWithRetry(stepAt(input), RECORDING, input)) as Refreshed)
    : input;
  if (next === 'over') return next;
  // What was raised while it was checked was taken by the wait that lost the race.
  const known = changed.isCompleted
    ? ((yield df.callActivityWithRetry(ACTIVITIES.refresh, RECORDING, next)) as Refreshed)
    : next;
  if (known === 'over') return known;
  df.continueAsNew(known);
  return undefined;
}

const stepAt = ({ watch: { findings, wishes } }: MonitorInput): string =>
  wishes.expiresAt <= findings.nextCheckAt ? ACTIVITIES.expire : ACTIVITIES.check;
