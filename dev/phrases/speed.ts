/** Measures how long reading takes: real phrases, phrases strung together at random, and texts made to be slow. */
import { parsePhrase } from '../../src/reminders/phrases/parsePhrase';
import { LANGUAGES } from '../../src/reminders/phrases/languages/languages';
import type { PhraseContext } from '../../src/reminders/phrases/reading';
import type { CorpusPhrase } from './score';

const CONTEXT: PhraseContext = { now: Date.parse('2026-03-11T09:30:00Z'), zone: 'Europe/Madrid' };
const UNLIMITED: PhraseContext = { ...CONTEXT, limits: { maxCharacters: Infinity } };
const REPEATS = 3;
const FIGURES =
  '9 17:30 31 2026 0900 3/4 30/02 2026-02-30 25:00 1,5 5pm 1h30 99999999 , - 🎉 \u0000 ET Asia/Tokyo UTC+99';

/** Beginnings of texts, each repeated to the length asked for, that make careless grammars slow. */
export const SLOW_SHAPES: Readonly<Record<string, string>> = {
  numbers: '9 ',
  'number words': 'twenty ',
  'lists of hours': '9, ',
  'lists of days': 'monday and ',
  'days without joints': 'lunes ',
  'nested requests': 'remind me ',
  'nested durations': 'an hour and a half and ',
  'every every': 'every ',
  parentheses: '(',
  'one long word': 'a',
};

/** The fastest of three readings, in microseconds: what the machine does beside them is left out. */
export function readingMicros(text: string, context: PhraseContext = CONTEXT): number {
  let best = Infinity;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const started = performance.now();
    parsePhrase(text, context);
    best = Math.min(best, (performance.now() - started) * 1000);
  }
  return best;
}

/**
 * Processor time of one reading, in microseconds, as the mean over `times` readings: holds on a busy machine too, where
 * the clock on the wall does not.
 */
export function processorMicros(times: number, read: () => void): number {
  const before = process.threadCpuUsage();
  for (let index = 0; index < times; index++) read();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / times;
}

/** The median over the phrases of a corpus, in microseconds, after warming up. */
export function medianMicros(phrases: readonly CorpusPhrase[]): number {
  const contexts = phrases.map(({ now, zone }) => ({ now: Date.parse(now), zone }));
  const measure = (): number[] => phrases.map(({ text }, index) => readingMicros(text, contexts[index]));
  measure();
  return measure().sort((a, b) => a - b)[Math.floor(phrases.length / 2)] ?? 0;
}

/** The slowest of `count` texts strung together from the grammars' own words; the same for the same seed. */
export function slowestOf(count: number, seed: number): { text: string; micros: number } {
  const random = generator(seed);
  const words = vocabulary();
  let slowest = { text: '', micros: 0 };
  for (let index = 0; index < count; index++) {
    const length = 1 + Math.floor(random() * (random() < 0.1 ? 90 : 14));
    const text = Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ');
    const started = performance.now();
    parsePhrase(text, CONTEXT);
    if ((performance.now() - started) * 1000 <= slowest.micros) continue;
    const micros = readingMicros(text);
    if (micros > slowest.micros) slowest = { text, micros };
  }
  return slowest;
}

/** Reads a shape repeated to a length, with the limit on the length of a message lifted. */
export function shapeMicros(shape: string, characters: number): number {
  return readingMicros(shapeOf(shape, characters), UNLIMITED);
}

/** The processor time of the same, over `times` readings. */
export function shapeProcessorMicros(shape: string, characters: number, times: number): number {
  const text = shapeOf(shape, characters);
  return processorMicros(times, () => parsePhrase(text, UNLIMITED));
}

function shapeOf(shape: string, characters: number): string {
  return shape.repeat(Math.ceil(characters / shape.length)).slice(0, characters);
}

function vocabulary(): string[] {
  const grammars = LANGUAGES.map(({ file }) => file.grammar.replace(/\{[^}]*\}|=>.*|[()?~/]/g, ' '));
  return [...new Set(`${grammars.join(' ')} ${FIGURES}`.split(/[\s|]+/))].filter((word) => word !== '');
}

/** A linear congruential generator: from 0 up to 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
