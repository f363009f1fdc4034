/** What it costs to say "I'll get back to you": the turn of a question beside that of a plain command, in one run. */
import { startStage } from '../stage/stage';
import { median, ms, percentile, type Row, times } from './figures';
import { timeMessages } from './load';

const WARM_UP = 150;
const ROUNDS = 12;
const PER_ROUND = 40;

/** Alternating rounds, one message at a time, at connector latency 0: two sends and a start against one send. */
export async function answersFigures(): Promise<Row[]> {
  const stage = await startStage();
  try {
    const target = { url: stage.messagesUrl, serviceUrl: stage.serviceUrl };
    const samples: Record<'help' | 'ask', number[]> = { help: [], ask: [] };
    const texts = { help: 'help', ask: 'ask what the meaning of life is' };
    for (const text of Object.values(texts)) await timeMessages(target, WARM_UP, 1, text);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const kind of ['help', 'ask'] as const)
        samples[kind].push(...(await timeMessages(target, PER_ROUND, 1, texts[kind])));
    }
    return rowsOf(samples);
  } finally {
    await stage.stop();
  }
}

function rowsOf({ help, ask }: Record<'help' | 'ask', number[]>): Row[] {
  return [
    { figure: 'a plain command: median turn', value: ms(median(help)) },
    {
      figure: 'a question, with typing and its acknowledgement: median turn (p99)',
      value: `${ms(median(ask))} (${ms(percentile(ask, 0.99))})`,
    },
    { figure: 'a question ÷ a plain command', value: times(median(ask) / median(help)), bound: '≤ 2.5×' },
  ];
}
