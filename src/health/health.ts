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
  /** Rejects when the part does not answer. */
  checkStorage(): Promise<unknown>;
  checkQueue(): Promise<unknown>;
  ticks: Ticks;
  clock: Clock;
}

/** When the timer last ended well, as this process knows it. */
export interface Ticks {
  startedAt: number;
  lastAt?: number;
}

/** After a start, and after a hard kill, the first tick can take over a minute. */
const FIRST_TICK_WITHIN_MS = 3 * MINUTE_MS;
const TICK_WITHIN_MS = 2 * MINUTE_MS + 30 * SECOND_MS;
const PART_WITHIN_MS = 3 * SECOND_MS;

/** Checks every part; never rejects and never takes longer than a part may. */
export async function checkHealth({ checkStorage, checkQueue, ticks, clock }: HealthDeps): Promise<Health> {
  const [storage, queue] = await Promise.all([partHealth(checkStorage), partHealth(checkQueue)]);
  const parts = { http: { status: 'up' as const }, storage, queue, timer: timerHealth(ticks, clock()) };
  const isUp = Object.values(parts).every((part) => part.status === 'up');
  return { status: isUp ? 'up' : 'down', parts };
}

async function partHealth(check: () => Promise<unknown>): Promise<PartHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PART_WITHIN_MS} ms`)), PART_WITHIN_MS);
  });
  try {
    await Promise.race([check(), late]);
    return { status: 'up' };
  } catch (error) {
    return { status: 'down', detail: faultFields(error) };
  } finally {
    clearTimeout(timer);
  }
}

function timerHealth({ startedAt, lastAt }: Ticks, now: number): PartHealth {
  const isLate =
    lastAt === undefined ? now - startedAt > FIRST_TICK_WITHIN_MS : now - lastAt > TICK_WITHIN_MS;
  const detail = lastAt === undefined ? {} : { detail: { lastTickAgeMs: now - lastAt } };
  return { status: isLate ? 'down' : 'up', ...detail };
}
