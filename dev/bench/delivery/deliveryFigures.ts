/** Throughput beside a sequential loop, what a delivery asks of storage, and the tenant's limit with two processes. */
import type { Row } from '../figures';
import { mostWithin, rateOf, twice, untilArrived } from './arrivals';
import { startDueStage } from './dueStage';
import { machine } from './machine';
import { operationsPerDelivery, throughputFigures } from './throughputFigures';

/** The setting's default. */
const TENANT_RATE = 30;

export async function deliveryFigures(): Promise<Row[]> {
  return [
    machine(),
    ...(await throughputFigures(1000)),
    ...(await operationsPerDelivery(200)),
    ...(await limited(600)),
  ];
}

/** One tenant under its limit, two processes sending. */
async function limited(count: number): Promise<Row[]> {
  const stage = await startDueStage(count, () => 0, { hosts: 2, isDirect: true });
  try {
    await stage.clock.advance(stage.dueFrom - stage.clock.now());
    const came = await untilArrived(stage.connector, count, 120_000);
    return [
      {
        figure: `tenant limit ${TENANT_RATE}/s, two processes: most in any second`,
        value: String(mostWithin(came, 1000)),
        bound: `≤ ${TENANT_RATE}`,
      },
      {
        figure: 'part of the allowance that is used',
        value: `${((rateOf(came) / TENANT_RATE) * 100).toFixed(0)} %`,
        bound: '≥ 80 %',
      },
      { figure: 'come, twice', value: `${came.length}, ${twice(came)}`, bound: `${count}, 0` },
    ];
  } finally {
    await stage.stop();
  }
}
