/**
 * The orchestration of one question: asks a source, waits for the answer or the moments of its agenda, and concludes. The
 * question's row is the truth; events only wake. Each released change of the order of its steps gets a function of a new
 * name, and the old one stays until its last instance has ended.
 */
import { RetryOptions, type OrchestrationContext, type Task } from 'durable-functions';
import {
  afterMoment,
  type Course,
  type Moment,
  nextMoment,
  type QuestionPlan,
  type SourceKind,
} from './agenda';
import {
  ACTIVITIES,
  type Asked,
  type AskInput,
  type Concluded,
  type ConcludeInput,
  type MomentInput,
} from './steps';
import { createWaits, type Waits } from './waits';

/** A timer is never set further ahead than this: the extension splits longer ones, and split ones cannot be cancelled. */
const LONGEST_TIMER_MS = 5 * 24 * 60 * 60 * 1000;

/** What a source that fails is given: about two minutes. Messages to others wait for storage for more than a day. */
const ASKING = retries(4, 5_000, 4);
const ASKING_AGAIN = retries(2, 5_000, 1);
const RECORDING = retries(200, 2_000, 2, 10 * 60_000);

function retries(attempts: number, firstMs: number, factor: number, mostMs?: number): RetryOptions {
  const options = new RetryOptions(firstMs, attempts);
  options.backoffCoefficient = factor;
  if (mostMs !== undefined) options.maxRetryIntervalInMilliseconds = mostMs;
  return options;
}

type Steps<T> = Generator<Task, T, unknown>;

/** Runs the question's course; its output is the state in which the question ended. */
export function* answerQuestion(context: OrchestrationContext): Steps<Concluded> {
  const plan = context.df.getInput<QuestionPlan>();
  const asked = yield* askFirst(context, plan);
  if (asked === 'settled' || asked === 'failed') {
    const state = yield* conclude(context, plan, asked === 'failed' ? { end: asked } : {});
    if (state !== 'open') return state;
  }
  const source = asked === 'service' || asked === 'people' ? asked : 'nobody';
  return yield* waitForAnswer(context, plan, source);
}

const nowOf = ({ df }: OrchestrationContext): number => df.currentUtcDateTime.getTime();

/** Asks one source after the other until one takes the question. With nobody to ask it waits for the HTTP API. */
function* askFirst(
  context: OrchestrationContext,
  plan: QuestionPlan,
): Steps<SourceKind | Exclude<Asked, 'later'>> {
  let unanswered: 'nobody' | 'failed' = 'nobody';
  for (const source of plan.sources) {
    const asked = yield* ask(context, source, { id: plan.id }, ASKING);
    if (asked === 'settled') return asked;
    if (asked === 'later') return source;
    if (asked === 'failed') unanswered = asked;
  }
  return unanswered;
}

function* ask(
  { df }: OrchestrationContext,
  source: SourceKind,
  input: AskInput,
  retry: RetryOptions,
): Steps<Asked> {
  const activity = source === 'service' ? ACTIVITIES.askService : ACTIVITIES.askPeople;
  try {
    return (yield df.callActivityWithRetry(activity, retry, input)) as Asked;
  } catch {
    return 'failed'; // after all tries; the activity has logged each
  }
}

function* waitForAnswer(
  context: OrchestrationContext,
  plan: QuestionPlan,
  source: Course['source'],
): Steps<Concluded> {
  const waits = createWaits(context, ['answer', 'cancel']);
  const takenAt = nowOf(context);
  let course: Course = {
    ...{ source, takenAt, lastAskedAt: takenAt },
    ...{ reasks: 0, nudges: 0, isAskerTold: false },
  };
  let isSettled = false;
  for (;;) {
    const now = nowOf(context);
    const moment = nextMoment(plan, course, now);
    if (waits.takeRaised() || isSettled) {
      isSettled = false;
      const state = yield* conclude(context, plan, {});
      if (state !== 'open') return state;
    } else if (moment.at > now) {
      yield* waitUntil(context, waits, moment.at);
    } else if (moment.kind === 'deadline') {
      const state = yield* conclude(context, plan, { end: 'expired' });
      if (state !== 'open') return state;
    } else {
      course = afterMoment(plan, course, moment, now);
      isSettled = yield* act(context, plan, course, moment);
    }
  }
}

/** Until the time has come or an event was raised, whichever is first. */
function* waitUntil({ df }: OrchestrationContext, waits: Waits, at: number): Steps<void> {
  const fireAt = new Date(Math.min(at, df.currentUtcDateTime.getTime() + LONGEST_TIMER_MS));
  const timer = df.createTimer(fireAt);
  yield df.Task.any([...waits.more(), timer]);
  if (!timer.isCompleted) timer.cancel();
}

/** Does what the moment asks for; true when the question is then settled. */
function* act(
  context: OrchestrationContext,
  { id }: QuestionPlan,
  { nudges, reasks }: Course,
  { kind, at }: Moment,
): Steps<boolean> {
  const { df } = context;
  // The service has taken the question: a failure now is no reason to give up.
  if (kind === 'reask')
    return (yield* ask(context, 'service', { id, isReask: true }, ASKING_AGAIN)) === 'settled';
  const input: MomentInput = { id, at, number: kind === 'nudge' ? nudges : reasks };
  const activity = kind === 'nudge' ? ACTIVITIES.nudge : ACTIVITIES.tellStillWorking;
  yield df.callActivityWithRetry(activity, RECORDING, input);
  return false;
}

function* conclude(
  context: OrchestrationContext,
  { id }: QuestionPlan,
  how: Pick<ConcludeInput, 'end'>,
): Steps<Concluded> {
  const input: ConcludeInput = { id, at: nowOf(context), ...how };
  return (yield context.df.callActivityWithRetry(ACTIVITIES.conclude, RECORDING, input)) as Concluded;
}
