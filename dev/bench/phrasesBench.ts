/** How fast phrases are read: real ones, ones strung together at random, and texts made to be slow. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpus } from '../phrases/score';
import { medianMicros, shapeMicros, SLOW_SHAPES, slowestOf } from '../phrases/speed';
import { findProjectRoot } from '../projectRoot';
import type { Row } from './figures';

const FUZZED = 100_000;
const SEED = 20260311;
const SHAPE_CHARACTERS = 8000;

export async function phrasesFigures(): Promise<Row[]> {
  const corpus = readCorpus(
    readFileSync(join(findProjectRoot(), 'test/reminders/phrases/corpus/agreed.jsonl'), 'utf8'),
  );
  const slowest = slowestOf(FUZZED, SEED);
  const shapes = Object.entries(SLOW_SHAPES).map(([name, shape]) => ({
    name,
    growth: shapeMicros(shape, 2 * SHAPE_CHARACTERS) / shapeMicros(shape, SHAPE_CHARACTERS),
  }));
  const steepest = shapes.reduce((worst, shape) => (shape.growth > worst.growth ? shape : worst));
  return [
    {
      figure: `median of ${corpus.length} phrases`,
      value: `${medianMicros(corpus).toFixed(0)} µs`,
      bound: '≤ 100 µs',
    },
    {
      figure: `slowest of ${FUZZED} fuzzed texts, best of 3 (seed ${SEED})`,
      value: `${(slowest.micros / 1000).toFixed(2)} ms`,
      bound: '< 5 ms',
    },
    {
      figure: `${shapes.length} slow shapes, 16 kB ÷ 8 kB: steepest (${steepest.name})`,
      value: `${steepest.growth.toPrecision(3)}×`,
      bound: 'about 2×',
    },
  ];
}
