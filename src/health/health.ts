/** Whether the parts run that deliveries need: storage, the queue, and the timer's ticks. */
import { faultFields, type LogFields } from '../log';
import { type Clock, MINUTE_MS, SECOND_MS } from '../clock';

export interface PartHealth {
  status: 'up' | 'down';
  detail?: LogFields;
}

export interface Health {
  status: 'up' | 'down';
  parts: Record<'http' | 'storage' | 'queue' | 'timer', PartHealth>;
}

export interface HealthDeps {
  /**
   * The minute of the last tick that ended well, epoch ms, from storage: the timer runs on one instance, and any may be
   * asked. Rejects when storage does not answer.
   */
  readLastTick(): Promise<number | undefined>;
  /** How many messages wait and since when the first of those that can be seen. Rejects when the queue does not answer. */
  checkQueue(): Promise<{ length: number; oldestAgeMs: number }>;
  /** When the oldest due row was to be tried, epoch ms, unless that lies ahead. Rejects when storage does not answer. */
  readOldestDue(): Promise<number | undefined>;
  /** When this process began, epoch ms. */
  startedAt: number;
  clock: Clock;
}

/** After a start, and after a hard kill, the first tick can take over a minute. */
const FIRST_TICK_WITHIN_MS = 3 * MINUTE_MS;
/** From the minute of the last tick. */
const TICK_WITHIN_MS = 3 * MINUTE_MS + 30 * SECOND_MS;
const PART_WITHIN_MS = 3 * SECOND_MS;

/** Checks every part; never rejects and never takes longer than a part may. */
export async function checkHealth(deps: HealthDeps): Promise<Health> {
  let lastTick: number | undefined;
  const [storage, queue] = await Promise.all([
    partHealth(async () => {
      const [tick, oldestDue] = await Promise.all([deps.readLastTick(), deps.readOldestDue()]);
      lastTick = tick;
      return { oldestDueAgeMs: oldestDue === undefined ? 0 : Math.max(0, deps.clock() - oldestDue) };
    }),
    partHealth(async () => {
      const { length, oldestAgeMs } = await deps.checkQueue();
      return { length, oldestAgeMs };
    }),
  ]);
  const timer = timerHealth(lastTick, deps.startedAt, deps.clock());
  const parts = { http: { status: 'up' as const }, storage, queue, timer };
  const isUp = Object.values(parts).every((part) => part.status === 'up');
  return { status: isUp ? 'up' : 'down', parts };
}

/** @param check - gives what is told of the part. */
async function partHealth(check: () => Promise<LogFields>): Promise<PartHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PART_WITHIN_MS} ms`)), PART_WITHIN_MS);
  });
  try {
    return { status: 'up', detail: await Promise.race([check(), late]) };
  } catch (error) {
    return { status: 'down', detail: faultFields(error) };
  } finally {
    clearTimeout(timer);
  }
}

function timerHealth(lastTick: number | undefined, startedAt: number, now: number): PartHealth {
  const isStarting = now - startedAt <= FIRST_TICK_WITHIN_MS;
  if (lastTick === undefined) return { status: isStarting ? 'up' : 'down' };
  const lastTickAgeMs = Math.max(0, now - lastTick);
  return {
    status: isStarting || lastTickAgeMs <= TICK_WITHIN_MS ? 'up' : 'down',
    detail: { lastTickAgeMs },
  };
}
