/** Makes a value, or the reason why there is none, of what a call to the watched address brought. */
import { createHash } from 'node:crypto';
import type { OutboundOutcome } from '../http/outbound';
import { retryAfterMs } from '../http/retryAfter';
import { valueAt } from './jsonPointer';
import { readNumber } from './readNumber';
import { compilePattern } from './textPattern';
import type { Condition, Failure, Target, Validators, Value } from './watch';
import { isNumeric } from './watch';

export type Observation =
  | { kind: 'seen'; value: Value; validators: Validators; isSo?: boolean }
  /** The server says that nothing has changed. */
  | { kind: 'same' }
  | { kind: 'failed'; failure: Failure; retryAfterMs?: number };

/** How it is read. */
export interface Reading {
  target: Target;
  condition: Condition;
  /** BCP 47, for numbers; the page's own language goes before it. */
  locale: string | undefined;
  /** Epoch ms. */
  now: number;
}

const MAX_SHOWN = 80;
const NOT_MODIFIED = 304;

export async function observe(outcome: OutboundOutcome, reading: Reading): Promise<Observation> {
  if (outcome.kind !== 'ok') return withoutBody(outcome, reading.now);
  const { headers, body } = outcome;
  const found = contentAt(body, reading.target.pointer);
  if ('reason' in found) return { kind: 'failed', failure: found };
  const { etag, 'last-modified': lastModified } = headers;
  const validators = { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
  const read = await valueOf(found, reading, languageOf(headers['content-language']) ?? reading.locale);
  return 'reason' in read ? { kind: 'failed', failure: read } : { kind: 'seen', validators, ...read };
}

/** Of a page that names one language; several, or what is none, say nothing. */
function languageOf(header = ''): string | undefined {
  try {
    return Intl.getCanonicalLocales(header.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined; // the RangeError is the answer
  }
}

function withoutBody(outcome: Exclude<OutboundOutcome, { kind: 'ok' }>, now: number): Observation {
  switch (outcome.kind) {
    case 'refused':
      return { kind: 'failed', failure: { reason: 'refused', refusal: outcome.reason } };
    case 'tooLarge':
      return { kind: 'failed', failure: { reason: 'too-large' } };
    case 'unreachable':
    case 'timeout':
      return { kind: 'failed', failure: { reason: outcome.kind } };
    case 'status': {
      const { status, headers } = outcome;
      if (status === NOT_MODIFIED) return { kind: 'same' };
      const wait = retryAfterMs(headers['retry-after'], now) ?? 0;
      const retry = wait > 0 ? { retryAfterMs: wait } : {};
      return { kind: 'failed', failure: { reason: 'status', status }, ...retry };
    }
  }
}

/** Text that stands for several values is never a number. */
interface Content {
  content: string | number;
  isWhole?: boolean;
}

/** What the pointer leads to, as text or number; of what holds more, its JSON. */
function contentAt(body: string, pointer: string | undefined): Content | Failure {
  if (pointer === undefined) return { content: body };
  try {
    const found = valueAt(JSON.parse(body), pointer);
    if (found === undefined) return { reason: 'no-such-value' };
    if (typeof found === 'number') return { content: found };
    if (typeof found === 'string') return { content: found };
    return { content: JSON.stringify(found), isWhole: true };
  } catch {
    return { reason: 'not-json' }; // no JSON, or nested deeper than anybody can read
  }
}

async function valueOf(
  { content, isWhole }: Content,
  { target: { pattern }, condition }: Reading,
  locale: string | undefined,
): Promise<{ value: Value; isSo?: boolean } | Failure> {
  let found = content;
  if (pattern !== undefined) {
    const match = (await compilePattern(pattern))?.find(String(content));
    if (condition.kind === 'matches') return { value: textValue(match ?? '–'), isSo: match !== undefined };
    if (match === undefined) return { reason: 'no-match' };
    found = match;
  }
  const value = textValue(String(found));
  const number = isWhole && pattern === undefined ? undefined : numberOf(found, locale);
  if (isNumeric(condition) && (number === undefined || !Number.isFinite(number)))
    return { reason: 'not-a-number', text: value.text };
  if (number === undefined || !Number.isFinite(number)) return { value };
  return { value: { ...value, number } };
}

const numberOf = (found: string | number, locale: string | undefined): number | undefined =>
  typeof found === 'number' ? found : readNumber(found, locale);

function textValue(text: string): Value {
  const line = text
    .slice(0, 10 * MAX_SHOWN)
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  const shown = characters.length <= MAX_SHOWN ? line : `${characters.slice(0, MAX_SHOWN - 1).join('')}…`;
  return {
    text: shown,
    mark: text.length <= MAX_SHOWN ? text : createHash('sha256').update(text).digest('base64url'),
  };
}
