import { setTimeout as sleep } from 'node:timers/promises';
import { arrivals, untilArrived } from '../../dev/bench/delivery/arrivals';
import { type DeliveryStage, startDeliveryStage } from '../../dev/bench/delivery/deliveryStage';
import { openAccount, seedReminders } from '../../dev/bench/delivery/seedReminders';
import { DUE_TABLE, type DueRow } from '../../src/delivery/dueRow';
import { type ReminderRow } from '../../src/reminders/reminderRow';
import { REMINDERS_TABLE } from '../../src/reminders/reminderStore';
import type { Table } from '../../src/azure/table';

const MINUTE_MS = 60_000;
const COUNT = 120;
const AT_ONCE = 12;
const LATENCY_MS = 500;
/** The host is killed when it takes as long as the drain's 10 s and what the stage adds. */
const ENDS_WITHIN_MS = 8000;

// The second test goes on where the first one ended: neither is tried again alone.
jest.retryTimes(0);

describe('a host that is told to end in the middle of its sends', () => {
  let stage: DeliveryStage;
  beforeAll(async () => {
    stage = await startDeliveryStage({
      latencyMs: LATENCY_MS,
      concurrency: AT_ONCE,
      hostEnv: { DELIVERY_TENANT_RATE: '0' },
    });
  }, 60_000);
  afterAll(() => stage.stop());

  const table = <T extends object>(name: string): Table<T> =>
    openAccount(stage.storage.connectionString).table<T>(name);
  const dueRows = () => all(table<DueRow>(DUE_TABLE).query("kind eq 'reminder'"));
  const recorded = () => all(table<ReminderRow>(REMINDERS_TABLE).query("lastSent gt ''"));

  it('ends what it sends, takes nothing new, and leaves the rest free for the next one', async () => {
    const dueAt = Math.ceil(stage.clock.now() / MINUTE_MS) * MINUTE_MS + 3 * MINUTE_MS;
    const { serviceUrl } = stage;
    await seedReminders(stage.storage.connectionString, {
      ...{ tenant: 'drain', count: COUNT, serviceUrl, dueAt: () => dueAt },
    });
    await stage.startHosts();
    await stage.clock.advance(dueAt - stage.clock.now());
    await untilArrived(stage.connector, AT_ONCE, 30_000);

    const [toldAt, begun] = [performance.now(), stage.connector.calls.length];
    await stage.hosts[0]?.stop('SIGTERM');
    expect(performance.now() - toldAt).toBeLessThan(ENDS_WITHIN_MS);
    expect(stage.hosts[0]?.log()).toMatch(/The host ends: SIGTERM\./);

    const sent = arrivals(stage.connector).map(({ text }) => text);
    expect(stage.connector.calls.filter(({ reply }) => !reply)).toEqual([]);
    expect(sent.length).toBeLessThan(COUNT / 2);
    // Of what waited nothing was begun: only what was in hand already.
    expect(stage.connector.calls.length - begun).toBeLessThanOrEqual(AT_ONCE);
    expect((await recorded()).map(({ text }) => text).sort()).toEqual([...sent].sort());
    const left = await dueRows();
    expect(left).toHaveLength(COUNT - sent.length);
    expect(left.filter(({ attempt, leaseUntil }) => attempt > 0 || leaseUntil.getTime() > 0)).toEqual([]);
  }, 60_000);

  it('and the next one goes on at once, and sends nothing twice', async () => {
    const before = stage.clock.now();
    await stage.startHosts();
    const all = await untilArrived(stage.connector, COUNT, 30_000);
    expect(stage.clock.now() - before).toBeLessThan(30_000); // no lease was waited for
    for (let waited = 0; waited < 5000 && (await dueRows()).length > 0; waited += 100) await sleep(100);
    expect(await dueRows()).toEqual([]);
    expect(all.map(({ text }) => text).sort()).toEqual(
      Array.from({ length: COUNT }, (_, index) => `r${index}`).sort(),
    );
  }, 60_000);
});

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
