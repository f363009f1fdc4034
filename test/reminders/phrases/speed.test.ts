import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpus } from '../../../dev/phrases/score';
import { medianMicros, shapeMicros, SLOW_SHAPES, slowestOf } from '../../../dev/phrases/speed';
import { parsePhrase } from '../../../src/reminders/phrases/parsePhrase';

const SEED = 20260311;

describe('reading a phrase', () => {
  test('takes a fraction of a millisecond', () => {
    const corpus = readCorpus(readFileSync(join(__dirname, 'corpus', 'agreed.jsonl'), 'utf8'));
    expect(medianMicros(corpus)).toBeLessThan(300);
  });

  test(`takes no more than 5 ms, however its words are strung together (seed ${SEED})`, () => {
    const slowest = slowestOf(3000, SEED);
    expect({ ...slowest, isFast: slowest.micros < 5000 }).toMatchObject({ isFast: true });
  });

  test.each(Object.entries(SLOW_SHAPES))('takes time in proportion to the length of %s', (_, shape) => {
    shapeMicros(shape, 3000);
    const short = shapeMicros(shape, 3000);
    const long = shapeMicros(shape, 12_000);
    expect(long).toBeLessThan(Math.max(short, 1000) * 8);
  });

  test('that is far too long takes no time at all', () => {
    const text = 'remind me tomorrow at 9 '.repeat(5000);
    const started = performance.now();
    expect(parsePhrase(text, { now: 0, zone: 'UTC' })).toMatchObject({ kind: 'reject', reason: 'too-long' });
    expect(performance.now() - started).toBeLessThan(50);
  });
});
