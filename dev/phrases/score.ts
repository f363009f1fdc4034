/** Judges how phrases are read against what a careful person would have done with them. */
import { parsePhrase } from '../../src/reminders/phrases/parsePhrase';
import type { Reading } from '../../src/reminders/phrases/reading';

/** One way in which a phrase may rightly be read; times in UTC ISO without milliseconds. */
interface Expectation {
  kind: 'once' | 'recurring' | 'ask' | 'reject' | 'none';
  at?: string;
  rrule?: string;
  next3?: string[];
  tzid?: string;
}

/** A phrase of a corpus, `now` in UTC ISO; a message that is not given is not judged. */
export interface CorpusPhrase {
  id: string;
  lang: string;
  category: string;
  text: string;
  now: string;
  zone: string;
  expect: Expectation;
  alt?: Expectation[];
  message?: string;
}

/** `wrong`: scheduled at another time or with another message; `asked` and `refused`: without need. */
export type Verdict = 'right' | 'asked' | 'refused' | 'wrong';

export interface Score {
  phrase: CorpusPhrase;
  reading: Reading;
  verdict: Verdict;
}

/** Reads the phrase in its own moment and zone and judges the reading. */
export function scorePhrase(phrase: CorpusPhrase): Score {
  const reading = parsePhrase(phrase.text, { now: Date.parse(phrase.now), zone: phrase.zone });
  return { phrase, reading, verdict: verdictOn(reading, phrase) };
}

/** The phrases of a JSON-lines file. */
export function readCorpus(jsonLines: string): CorpusPhrase[] {
  return jsonLines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as CorpusPhrase);
}

function verdictOn(reading: Reading, phrase: CorpusPhrase): Verdict {
  const isExpected = [phrase.expect, ...(phrase.alt ?? [])].some((expectation) =>
    meets(reading, expectation),
  );
  const hasMessage =
    phrase.message === undefined || reading.kind === 'none' || reading.message === phrase.message;
  if (isExpected && hasMessage) return 'right';
  if (reading.kind === 'once' || reading.kind === 'recurring') return 'wrong';
  return reading.kind === 'reject' ? 'refused' : 'asked';
}

function meets(reading: Reading, { kind, at, next3, tzid }: Expectation): boolean {
  if (reading.kind !== kind) return false;
  if (reading.kind === 'once') return isoOf(reading.at) === at;
  if (reading.kind !== 'recurring') return true;
  return String(reading.next.map(isoOf)) === String(next3) && (tzid === undefined || reading.tzid === tzid);
}

/** UTC ISO to the second. */
export function isoOf(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
