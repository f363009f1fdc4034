/** How late reminders come that are due throughout one minute, which passes in real time. */
import { ms, percentile, type Row } from '../figures';
import { untilArrived } from './arrivals';
import { NO_LIMITS, startDueStage } from './dueStage';
import { machine } from './machine';
import { deliveryCeiling } from './storageCeiling';

const MINUTE_MS = 60_000;
const WITHIN_MS = 240_000;

/** At 2,000 and 5,000 in one minute, without limits. */
export async function latenessFigures(): Promise<Row[]> {
  return [machine(), ...(await lateness(2000, 'p99 ≤ 2.5 s')), ...(await lateness(5000))];
}

async function lateness(count: number, bound?: string): Promise<Row[]> {
  const offsetOf = (index: number): number => Math.floor((index / count) * MINUTE_MS);
  let ceiling = NaN;
  const stage = await startDueStage(
    count,
    offsetOf,
    { isDirect: true, hostEnv: NO_LIMITS },
    async ({ storage }) => {
      ceiling = await deliveryCeiling(storage.connectionString);
    },
  );
  try {
    await stage.clock.advance(stage.dueFrom - stage.clock.now() - 2000);
    const came = await untilArrived(stage.connector, count, WITHIN_MS);
    const late = came.map(({ text, atMs }) => atMs - stage.dueFrom - offsetOf(Number(text.slice(1))));
    return [
      {
        figure: `lateness, ${count} due in one minute: p50, p99`,
        value: [0.5, 0.99].map((part) => ms(percentile(late, part))).join(', '),
        ...(bound ? { bound } : {}),
      },
      {
        figure: `local storage alone: what one delivery asks of it; ${count} a minute are of that`,
        value: `${ceiling.toFixed(0)}/s; ${((count / 60 / ceiling) * 100).toFixed(0)} %`,
      },
      {
        figure: `of these: come, early`,
        value: `${came.length}, ${late.filter((value) => value < 0).length}`,
        bound: `${count}, 0`,
      },
    ];
  } finally {
    await stage.stop();
  }
}
