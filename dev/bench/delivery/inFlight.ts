/**
 * For how long a send is in flight: from the moment in which the channel has it until storage says that it was sent. Whatever
 * ends the process in that time doubles the message.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { storageFault } from '../chaos/faultPlay';
import { seededRandom } from '../randomNumbers';
import { rateOf, untilArrived } from './arrivals';
import { startDueStage } from './dueStage';

export interface InFlightOptions {
  concurrency: number;
  count: number;
  /** Sends a second in the tenant; 0 for no limit. */
  tenantRate: number;
  latencyMs: number;
  /** Decides which 5 % of storage's operations fail. */
  faultSeed: number;
}

export interface InFlight {
  perSecond: number;
  /** In ms, of one send: until the channel answers. */
  answeredAfter: number[];
  /** In ms, of one send: from that answer until storage has it. */
  recordedAfter: number[];
  /** On average while they last, which is what a kill at a random moment doubles: sends a second times the time of one. */
  mean: number;
  most: number;
}

interface Times {
  calledAt: number;
  answeredAt: number;
  recordedAt: number;
}

const WITHIN_MS = 120_000;
/** The others wait for what failed: for the lease of a claim, for a pointer that comes back. */
const PART = 0.98;

/** So many reminders are due at once; measured until nearly all of them have come. */
export async function measureInFlight(options: InFlightOptions): Promise<InFlight> {
  const { count, tenantRate, faultSeed, ...stageOptions } = options;
  const stage = await startDueStage(count, () => 0, {
    ...stageOptions,
    hostEnv: { DELIVERY_TENANT_RATE: String(tenantRate) },
  });
  try {
    const answered = new Map<string, Pick<Times, 'calledAt' | 'answeredAt'>>();
    const recorded = new Map<string, number>();
    stage.connector.subscribe((signal) => {
      const text = signal.kind === 'call' && JSON.stringify(signal.call.activity ?? {});
      const name = text && /⏰ (r\d+)\b/.exec(text)?.[1];
      if (name && !answered.has(name))
        answered.set(name, { calledAt: signal.call.atMs, answeredAt: stage.clock.now() });
    });
    const random = seededRandom(faultSeed);
    stage.proxy.hooks = {
      before: (operation) => storageFault(operation, random),
      after({ name, path }, status) {
        const row = name === 'Reminders.merge' && status < 300 && /RowKey='(r\d+)'/.exec(path)?.[1];
        if (row && !recorded.has(row)) recorded.set(row, stage.clock.now());
        return undefined;
      },
    };
    await stage.clock.advance(stage.dueFrom - stage.clock.now());
    await untilArrived(stage.connector, Math.floor(count * PART), WITHIN_MS);
    await sleep(2000); // what is in flight is recorded
    const times = [...answered].flatMap(([name, sent]): Times[] => {
      const recordedAt = recorded.get(name);
      return recordedAt === undefined ? [] : [{ ...sent, recordedAt }];
    });
    if (times.length < count * PART)
      throw new Error(`Only ${times.length} of ${count} were sent and recorded.`);
    return inFlightOf(times);
  } finally {
    await stage.stop();
  }
}

/** What the times of each send come to. */
export function inFlightOf(times: readonly Times[]): InFlight {
  const perSecond = rateOf(times.map(({ calledAt }) => ({ text: '', atMs: calledAt })));
  const steps = times
    .flatMap(({ calledAt, recordedAt }) => [
      { at: calledAt, by: 1 },
      { at: recordedAt, by: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let [now, most] = [0, 0];
  for (const { by } of steps) most = Math.max(most, (now += by));
  const all = times.reduce((sum, { calledAt, recordedAt }) => sum + recordedAt - calledAt, 0);
  return {
    perSecond,
    answeredAfter: times.map(({ calledAt, answeredAt }) => answeredAt - calledAt),
    recordedAfter: times.map(({ answeredAt, recordedAt }) => recordedAt - answeredAt),
    mean: (perSecond / 1000) * (all / times.length),
    most,
  };
}
