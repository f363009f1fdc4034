/** What a step of a dialog costs: its turn beside that of a plain command, in one run. */
import { Agent } from 'node:http';
import { startStage } from '../stage/stage';
import { median, ms, percentile, type Row, times } from './figures';
import { postMessage, type Target } from './load';

const WARM_UP = 60;
const ROUNDS = 300;

/** One dialog from its beginning to its end, and plain commands beside it: what is said, by the name of its figure. */
const SAID = {
  help: 'help',
  list: 'list',
  begin: 'new reminder',
  step: 'book the hotel',
  leave: 'cancel',
} as const;

type Turn = keyof typeof SAID;

/** One message at a time, at connector latency 0, so that the machine's moods meet all alike. */
export async function dialogFigures(): Promise<Row[]> {
  const stage = await startStage();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const target = { url: stage.messagesUrl, serviceUrl: stage.serviceUrl };
    await play(target, agent, WARM_UP);
    return rowsOf(await play(target, agent, ROUNDS));
  } finally {
    agent.destroy();
    await stage.stop();
  }
}

async function play(target: Target, agent: Agent, rounds: number): Promise<Record<Turn, number[]>> {
  const samples: Record<Turn, number[]> = { help: [], list: [], begin: [], step: [], leave: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const [turn, text] of Object.entries(SAID) as [Turn, string][])
      samples[turn].push(await postMessage(target, agent, '1', text));
  return samples;
}

function rowsOf({ help, list, begin, step, leave }: Record<Turn, number[]>): Row[] {
  const plain = median(list);
  const medianOf = (samples: readonly number[]): string =>
    `${ms(median(samples))} (${ms(percentile(samples, 0.99))})`;
  return [
    { figure: '“help”: median turn (p99)', value: medianOf(help) },
    { figure: '“list”: median turn (p99)', value: medianOf(list) },
    { figure: 'a dialog begins: median turn (p99)', value: medianOf(begin) },
    { figure: 'a step of a dialog: median turn (p99)', value: medianOf(step) },
    { figure: 'a dialog is left: median turn (p99)', value: medianOf(leave) },
    { figure: 'a dialog begins ÷ “list”', value: times(median(begin) / plain), bound: '≤ 1.5×' },
    { figure: 'a step of a dialog ÷ “list”', value: times(median(step) / plain), bound: '≤ 1.5×' },
    { figure: 'a step of a dialog ÷ “help”', value: times(median(step) / median(help)), bound: '≤ 1.5×' },
  ];
}
