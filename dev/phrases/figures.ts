/**
 * Prints how the phrases of the corpus are read: right, asked, refused and wrong by language and category.
 * `figures [--list] [--speed] [file …]`; without files, every corpus under test/reminders/phrases/corpus.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusPhrase, Score, Verdict } from './score';
import { readCorpus, scorePhrase } from './score';
import { medianMicros, shapeMicros, SLOW_SHAPES, slowestOf } from './speed';

const CORPUS = join('test', 'reminders', 'phrases', 'corpus');
const FUZZED = 100_000;
const SEED = 20260311;
const VERDICTS: readonly Verdict[] = ['right', 'asked', 'refused', 'wrong'];

function main(args: readonly string[]): void {
  const isListing = args.includes('--list');
  const named = args.filter((arg) => !arg.startsWith('--'));
  const files = named.length > 0 ? named : readdirSync(CORPUS).map((name) => join(CORPUS, name));
  for (const file of files.sort()) {
    const scores = readCorpus(readFileSync(file, 'utf8')).map(scorePhrase);
    process.stdout.write(`${file}\n${table(scores)}\n`);
    if (isListing) process.stdout.write(listing(scores));
  }
  if (args.includes('--speed'))
    process.stdout.write(speed(files.flatMap((file) => readCorpus(readFileSync(file, 'utf8')))));
}

/** Each the best of three. */
function speed(phrases: readonly CorpusPhrase[]): string {
  const slowest = slowestOf(FUZZED, SEED);
  const shapes = Object.entries(SLOW_SHAPES).map(([name, shape]) => {
    const times = [2000, 4000, 8000].map((length) => `${(shapeMicros(shape, length) / 1000).toFixed(1)} ms`);
    return `  ${name.padEnd(22)}${times.join(', ')} for 2, 4, 8 kB`;
  });
  return [
    `median of ${phrases.length} phrases: ${medianMicros(phrases).toFixed(0)} µs`,
    `slowest of ${FUZZED} texts strung together at random (seed ${SEED}): ${(slowest.micros / 1000).toFixed(2)} ms`,
    ...shapes,
    '',
  ].join('\n');
}

function table(scores: readonly Score[]): string {
  const groups = new Map<string, Score[]>();
  for (const score of scores) {
    for (const name of [`${score.phrase.lang} ${score.phrase.category}`, `${score.phrase.lang} all`, 'all']) {
      groups.set(name, [...(groups.get(name) ?? []), score]);
    }
  }
  const rows = [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, group]) => row(name, group));
  return [
    ['phrases'.padEnd(16), 'n'.padStart(5), ...VERDICTS.map((each) => each.padStart(8))].join(''),
    ...rows,
  ].join('\n');
}

function row(name: string, group: readonly Score[]): string {
  const counts = VERDICTS.map((verdict) => group.filter((score) => score.verdict === verdict).length);
  const right = ((100 * (counts[0] ?? 0)) / group.length).toFixed(1);
  const cells = [group.length, ...counts].map((count, index) => String(count).padStart(index === 0 ? 5 : 8));
  return `${name.padEnd(16)}${cells.join('')}  ${right}% right`;
}

function listing(scores: readonly Score[]): string {
  const failed = scores.filter(({ verdict }) => verdict !== 'right');
  return failed
    .map(({ phrase, reading, verdict }) => {
      const expected = JSON.stringify([phrase.expect, ...(phrase.alt ?? [])]);
      return `${verdict} ${phrase.id} "${phrase.text}"\n  expected ${expected} "${phrase.message ?? '(any)'}"\n  read     ${JSON.stringify(reading)}\n`;
    })
    .join('');
}

main(process.argv.slice(2));
