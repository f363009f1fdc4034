/** `npm run simulate`: 1,000,000 reminders due at 09:00, for few and many tenants: how long they take and which limit binds. */
import type { Row } from '../figures';

/** The limits of the platform and the channel, and what one delivery costs; where they come from stands in docs/scale.md. */
export const LIMITS = {
  reminders: 1_000_000,
  /** Sends a second in one tenant, and the part of it that the slots use. */
  tenantPerSecond: 30,
  tenantUse: 1000 / 1140,
  /** Storage operations a second: of the account, of one partition. */
  accountPerSecond: 20_000,
  partitionPerSecond: 2000,
  /** Messages a second that one queue takes or gives. */
  queuePerSecond: 2000,
  /** Operations on tables for one delivery from its claim on. */
  operationsPerDelivery: 7,
  shards: 64,
  /** Deliveries that one instance has under way, and instances that the plan may start. */
  concurrency: 24,
  instances: 100,
  /** From the claim to the removed row, in s: the channel's 100 ms and the storage operations one after the other. */
  deliverySeconds: 0.18,
  /** How long before they are due the tick points to them, in s. */
  lookAheadSeconds: 300,
} as const;

type Limits = { [K in keyof typeof LIMITS]: number };

export interface Drain {
  seconds: number;
  binds: string;
  /** The limits' own times, in s. */
  each: Record<string, number>;
}

/**
 * Steps through time second by second: pointers are put on the queue before the hour as fast as queue and partitions let
 * them, and taken from it as fast as the slowest of the others does. Tenants are of one size.
 */
export function simulateDrain(tenants: number, limits: Limits = LIMITS): Drain {
  const pointing = Math.min(limits.queuePerSecond, limits.shards * limits.partitionPerSecond);
  const rates: Record<string, number> = {
    'tenant limit': tenants * limits.tenantPerSecond * limits.tenantUse,
    'storage account': limits.accountPerSecond / limits.operationsPerDelivery,
    queue: limits.queuePerSecond,
    instances: (limits.concurrency * limits.instances) / limits.deliverySeconds,
    'due partitions': (limits.shards * limits.partitionPerSecond) / 2,
  };
  const [binds, rate] = Object.entries(rates).reduce((slowest, next) =>
    next[1] < slowest[1] ? next : slowest,
  );
  let pointed = Math.min(limits.reminders, pointing * limits.lookAheadSeconds);
  let [sent, seconds, waited] = [0, 0, 0];
  while (sent < limits.reminders) {
    seconds += 1;
    const taken = Math.min(rate, pointed - sent);
    if (taken < rate) waited += 1;
    sent += taken;
    // What is put on the queue counts against its limit as what is taken does.
    pointed = Math.min(limits.reminders, pointed + Math.min(pointing, limits.queuePerSecond - taken));
  }
  const each = Object.fromEntries(Object.entries(rates).map(([name, per]) => [name, limits.reminders / per]));
  return { seconds, binds: waited > seconds / 2 ? 'pointing' : binds, each };
}

export function simulateFigures(): Promise<Row[]> {
  const scan = LIMITS.reminders / LIMITS.shards / LIMITS.partitionPerSecond;
  return Promise.resolve([
    ...[1, 10, 100, 1000].map((tenants) => {
      const { seconds, binds, each } = simulateDrain(tenants);
      const others = Object.entries(each)
        .filter(([name]) => name !== binds)
        .map(([name, alone]) => `${name} ${time(alone)}`);
      return {
        figure: `${tenants} tenant${tenants === 1 ? '' : 's'}`,
        value: `${time(seconds)}, bound by the ${binds}`,
        bound: others.join(', '),
      };
    }),
    { figure: `reading one shard of the minute (of ${LIMITS.shards})`, value: time(scan) },
    { figure: 'putting all pointers on the queue', value: time(LIMITS.reminders / LIMITS.queuePerSecond) },
  ]);
}

function time(seconds: number): string {
  if (seconds < 90) return `${seconds.toFixed(0)} s`;
  if (seconds < 5400) return `${(seconds / 60).toFixed(1)} min`;
  const hours = Math.floor(seconds / 3600);
  return `${hours} h ${Math.round((seconds - hours * 3600) / 60)} min`;
}
