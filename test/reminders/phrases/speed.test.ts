import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpus } from '../../../dev/phrases/score';
import { processorMicros, shapeProcessorMicros, SLOW_SHAPES, slowestOf } from '../../../dev/phrases/speed';
import { parsePhrase } from '../../../src/reminders/phrases/parsePhrase';

const SEED = 20260311;
const CONTEXT = { now: Date.parse('2026-03-11T09:30:00Z'), zone: 'Europe/Madrid' };

describe('reading a phrase', () => {
  test('takes a fraction of a millisecond', () => {
    const corpus = readCorpus(readFileSync(join(__dirname, 'corpus', 'agreed.jsonl'), 'utf8'));
    const readAll = (): void => corpus.forEach(({ text }) => void parsePhrase(text, CONTEXT));
    readAll();
    expect(processorMicros(5, readAll) / corpus.length).toBeLessThan(500);
  });

  test(`takes no more than 5 ms, however its words are strung together (seed ${SEED})`, () => {
    const { text } = slowestOf(3000, SEED);
    const micros = processorMicros(20, () => parsePhrase(text, CONTEXT));
    expect({ text, isFast: micros < 5000 }).toEqual({ text, isFast: true });
  });

  test.each(Object.entries(SLOW_SHAPES))('takes time in proportion to the length of %s', (_, shape) => {
    shapeProcessorMicros(shape, 3000, 2);
    const short = shapeProcessorMicros(shape, 3000, 4);
    const long = shapeProcessorMicros(shape, 12_000, 2);
    expect(long).toBeLessThan(Math.max(short, 2000) * 10);
  });

  test('that is far too long takes no time at all', () => {
    const text = 'remind me tomorrow at 9 '.repeat(5000);
    expect(parsePhrase(text, CONTEXT)).toMatchObject({ kind: 'reject', reason: 'too-long' });
    expect(processorMicros(20, () => parsePhrase(text, CONTEXT))).toBeLessThan(5000);
  });
});
