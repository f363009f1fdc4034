/** What is counted of real deliveries: each by its result, and once more what died or could not be reached. */
import {
  InMemoryMetricExporter,
  AggregationTemporality,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { createDeliver } from '../../src/delivery/deliver';
import { countDeadLetters, createDeliveryMetrics, METER_NAME } from '../../src/delivery/deliveryMetrics';
import { DELIVERY_POINTER_VERSION } from '../../src/delivery/deliveryPointer';
import { dueKeyOf } from '../../src/delivery/due';
import { lookAhead } from '../../src/delivery/lookAhead';
import type { Outcome } from '../../src/delivery/outcome';
import { buryOddMessage } from '../../src/delivery/repairPoison';
import { aDue, openDelivery, type DeliveryUnderTest } from '../support/buildersDelivery';

let delivery: DeliveryUnderTest;
let provider: MeterProvider;
let exporter: InMemoryMetricExporter;

beforeEach(() => {
  exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
  delivery = openDelivery();
  const metrics = createDeliveryMetrics(provider.getMeter(METER_NAME));
  Object.assign(delivery.deps, {
    metrics,
    deadLetters: countDeadLetters(delivery.deps.deadLetters, metrics),
  });
});

afterEach(() => provider.shutdown());

/** Each series by its name and attributes; a distribution by how many values it has. */
async function counted(): Promise<Record<string, number>> {
  await provider.forceFlush();
  const [last] = exporter.getMetrics().slice(-1);
  const series = (last?.scopeMetrics ?? []).flatMap(({ metrics }) =>
    metrics.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => [
        [descriptor.name, ...Object.values(attributes)].join(' '),
        typeof value === 'number' ? value : value.count,
      ]),
    ),
  );
  return Object.fromEntries(series) as Record<string, number>;
}

async function deliverWith(outcome: Outcome): Promise<void> {
  const due = aDue();
  await delivery.plan(due);
  delivery.outcomes.push(outcome);
  delivery.time.set(due.dueAt);
  const { partition: p, row: r } = dueKeyOf(due);
  await createDeliver(delivery.deps)({ v: DELIVERY_POINTER_VERSION, p, r, at: due.dueAt });
}

test('one that was sent: its result, its outcome, how late, how long its pointer waited', async () => {
  await deliverWith({ kind: 'sent', activityId: 'a1' });
  const found = await counted();
  expect(Object.keys(found).map((name) => name.split(' ')[0])).toEqual(
    expect.arrayContaining(['recado.deliveries', 'recado.sends', 'recado.lateness', 'recado.queue_age']),
  );
  expect(found['recado.sends sent']).toBe(1);
  expect(found['recado.queue_age']).toBe(1);
});

test('one whose conversation is blocked: that it cannot be reached', async () => {
  await deliverWith({ kind: 'conversationBlocked', reason: 'ConversationBlockedByUser' });
  expect(await counted()).toMatchObject({
    'recado.unreachable suspended': 1,
    'recado.sends conversationBlocked': 1,
  });
});

test('what died, wherever it was found so', async () => {
  await deliverWith({ kind: 'dead', reason: 'BadSyntax' });
  await buryOddMessage(delivery.deps, { odd: true });
  const found = await counted();
  const died = Object.entries(found).filter(([name]) => name.startsWith('recado.dead'));
  expect(died.map(([, count]) => count)).toEqual([1, 1]);
  expect(found['recado.dead unreadable']).toBe(1);
});

test('a tick: what it pointed to', async () => {
  await lookAhead(delivery.deps);
  expect(await counted()).toMatchObject({ 'recado.due ahead': 0, 'recado.due overdue': 0 });
});
