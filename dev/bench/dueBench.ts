/** Many reminders due in the same second: none early, none lost, none twice. */
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startStage } from '../stage/stage';
import { ms, percentile, type Row } from './figures';
import { postMessage } from './load';

const REMINDERS = 500;
const CONNECTOR_LATENCY_MS = 50;
const SETTING_CONCURRENCY = 10;
const GIVE_UP_AFTER_MS = 120_000;

/** Sets them all for one second, far enough ahead that the last is set before it; then counts what arrives, and when. */
export async function dueFigures(): Promise<Row[]> {
  const stage = await startStage();
  const agent = new Agent({ keepAlive: true });
  try {
    const target = { url: stage.messagesUrl, serviceUrl: stage.serviceUrl };
    const dueAt = Math.ceil((Date.now() + 90_000) / 60_000) * 60_000;
    const time = new Date(dueAt).toISOString().slice(11, 16);
    const waiting = Array.from({ length: REMINDERS }, (_, index) => index);
    const person = async (): Promise<void> => {
      for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
        await postMessage(
          target,
          agent,
          `${(index % 50) + 1}`,
          `remind me at ${time} UTC to do thing ${index}`,
        );
      }
    };
    await Promise.all(Array.from({ length: SETTING_CONCURRENCY }, person));
    const setInTime = Date.now() < dueAt;
    stage.connector.latencyMs = CONNECTOR_LATENCY_MS;
    return rowsOf(await arrivals(stage.connector, dueAt), dueAt, setInTime);
  } finally {
    agent.destroy();
    await stage.stop();
  }
}

interface Arrival {
  text: string;
  at: number;
}

type Connector = Awaited<ReturnType<typeof startStage>>['connector'];

async function arrivals(connector: Connector, dueAt: number): Promise<Arrival[]> {
  const seen = (): Arrival[] =>
    connector.calls.flatMap(({ atMs, activity }) => {
      const text = activity?.text ?? activity?.summary;
      return text?.startsWith('⏰') ? [{ text, at: atMs }] : [];
    });
  while (seen().length < REMINDERS && Date.now() < dueAt + GIVE_UP_AFTER_MS) await sleep(250);
  await sleep(2000);
  return seen();
}

function rowsOf(arrived: readonly Arrival[], dueAt: number, setInTime: boolean): Row[] {
  const distinct = new Set(arrived.map(({ text }) => text)).size;
  const lateness = arrived.map(({ at }) => at - dueAt);
  return [
    {
      figure: `${REMINDERS} reminders set before they were due`,
      value: setInTime ? 'yes' : 'no',
      bound: 'yes',
    },
    { figure: 'early', value: String(lateness.filter((late) => late < 0).length), bound: '0' },
    { figure: 'lost', value: String(REMINDERS - distinct), bound: '0' },
    { figure: 'twice', value: String(arrived.length - distinct), bound: '0' },
    {
      figure: `lateness at connector latency ${CONNECTOR_LATENCY_MS} ms: p50, p99, last`,
      value: [0.5, 0.99, 1].map((part) => ms(percentile(lateness, part))).join(', '),
    },
  ];
}
