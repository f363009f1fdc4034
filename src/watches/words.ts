/** A watch in words: what is looked at, what is waited for, values, times and durations as its owner reads them. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../clock';
import type { Language } from '../conversations/chatTurn';
import { dateTimeText } from '../conversations/timeText';
import { percentOf } from './judge';
import { localeFor } from './localeFor';
import { type Condition, type Failure, shortIdOf, type Target, type Value, type Watch } from './watch';
import { type Named, WATCH_TEXTS } from './watchTexts';

const MAX_WHAT = 90;

/** Who reads. */
export interface Reader {
  language: Language;
  /** BCP 47. */
  locale?: string | undefined;
  /** IANA. */
  zone?: string | undefined;
}

export const namedOf = (watch: Watch): Named => ({ id: shortIdOf(watch), what: whatOf(watch.target) });

/** Without the scheme, and without a query, which may hold what is nobody else's business. */
function whatOf({ url, pointer }: Target): string {
  const { host, pathname } = new URL(url);
  const place = `${host}${pathname === '/' ? '' : pathname}`;
  const shown = place.length <= MAX_WHAT ? place : `${place.slice(0, MAX_WHAT - 1)}…`;
  return pointer ? `${shown} ${pointer}` : shown;
}

export function conditionText(
  { condition, target }: Pick<Watch, 'condition' | 'target'>,
  reader: Reader,
): string {
  const texts = WATCH_TEXTS[reader.language].condition;
  switch (condition.kind) {
    case 'below':
    case 'above':
      return texts[condition.kind](numberText(condition.limit, reader));
    case 'drops':
    case 'rises':
      return texts[condition.kind](percentText(condition.percent, reader));
    case 'changes':
      return texts.changes;
    case 'matches':
      return texts.matches(target.pattern ?? '');
  }
}

/** A number that came as one is written by the reader's customs; a text stays as it was read. */
export const valueText = ({ text, number }: Value, reader: Reader): string =>
  number !== undefined && text === String(number) ? numberText(number, reader) : text || '–';

/** `−20 %`, where both are numbers and there is something to compare with. */
export function changeText({ kind }: Condition, from: Value, to: Value, reader: Reader): string | undefined {
  if (kind === 'matches' || !from.number || to.number === undefined) return undefined;
  const percent = Math.round(percentOf(from.number, to.number) * 10) / 10;
  return percentText(percent, reader, 'exceptZero');
}

export function failureText(failure: Failure, { language }: Reader): string {
  const texts = WATCH_TEXTS[language].failure;
  switch (failure.reason) {
    case 'refused':
      return texts.refused[failure.refusal];
    case 'status':
      return texts.status(failure.status);
    case 'not-a-number':
      return texts.notANumber(failure.text);
    default:
      return texts[failure.reason];
  }
}

/** To the minute, in the reader's zone. */
export const atText = (atMs: number, { language, locale, zone = 'UTC' }: Reader): string =>
  dateTimeText(Math.floor(atMs / MINUTE_MS) * MINUTE_MS, { language, locale, zone });

const UNITS = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
  ['second', SECOND_MS],
] as const;

/** `15 minutes`, in the largest unit that it is a whole number of. */
export function durationText(ms: number, { language }: Reader): string {
  const [unit, unitMs] = UNITS.find(([, size]) => ms % size === 0) ?? ['second', SECOND_MS];
  const format = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language, format).format(ms / unitMs);
}

function numberText(number: number, reader: Reader): string {
  return new Intl.NumberFormat(localeFor(reader.language, reader.locale), {
    maximumFractionDigits: 6,
  }).format(number);
}

function percentText(percent: number, reader: Reader, signDisplay: 'auto' | 'exceptZero' = 'auto'): string {
  const format = { style: 'percent', maximumFractionDigits: 1, signDisplay } as const;
  return new Intl.NumberFormat(localeFor(reader.language, reader.locale), format).format(percent / 100);
}
