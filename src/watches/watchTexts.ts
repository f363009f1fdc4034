/** What is said about watches, by language; each language has a file of its own. */
import type { Language } from '../conversations/chatTurn';
import type { Refusal } from '../http/outboundPolicy';
import type { Failure } from './watch';
import { en } from './watchTextsEn';
import { es } from './watchTextsEs';

/** A watch in words: its short id, what is looked at, and what is waited for. */
export interface Named {
  id: string;
  what: string;
}

/** When it is looked at, in words. */
export interface Rhythm {
  every: string;
  until: string;
}

export interface ConditionTexts {
  below(limit: string): string;
  above(limit: string): string;
  drops(percent: string): string;
  rises(percent: string): string;
  changes: string;
  matches(pattern: string): string;
}

export interface WatchTexts {
  condition: ConditionTexts;
  /** Why there is no value, as a sentence without its stop. */
  failure: Record<Exclude<Failure['reason'], 'refused' | 'status' | 'not-a-number'>, string> & {
    refused: Record<Refusal, string>;
    status(code: number): string;
    notANumber(text: string): string;
  };

  created(told: Named & { condition: string; value: string; isSo: boolean }): string[];
  rhythm(told: Rhythm): string;
  how(id: string): string;
  notCreated(why: string): string;
  tooMany(most: number): string;
  tooOften(least: string): string;
  tooLong(most: string): string;
  tooSeldom(every: string): string;
  tooLongSilent(most: string): string;
  badPattern: string;
  needsPositive(value: string): string;
  unclear(part: string): string;
  usage: string;

  alert(told: Named & { condition: string; from: string; to: string; percent?: string }): string[];
  seen(at: string): string;
  unreachable(told: Named & { failures: number; why: string; last: string }): string[];
  reachable(told: Named & { value: string }): string[];
  expired(told: Named & { condition: string; value: string }): string[];
  /** The question that goes with an alert, and what it is about, as in “Back to …”. */
  question: { text(news: string): string; about(told: Named): string };
  /** It came while nobody could be reached. */
  whileAway(told: Named & { change: string }): string;

  none: string;
  listTitle(active: number): string;
  line(told: Named & { condition: string; value: string; checked: string; next: string }): string;
  ended: Record<'expired' | 'stopped', string>;
  details: {
    value(value: string): string;
    checked(at: string, count: number): string;
    next(at: string): string;
    snoozed(until: string): string;
    trouble(why: string): string;
  };
  stopped(told: Named): string;
  alreadyStopped(told: Named): string;
  kept(told: Named & { until: string }): string;
  snoozed(told: Named & { until: string }): string;
  notFound(typed: string): string;

  buttons: { keep: string; stop: string; snooze: string; list: string };
  say: { keep(id: string): string; stop(id: string): string; snooze(id: string): string; list: string };
  data: { title: string };
}

export const WATCH_TEXTS: Record<Language, WatchTexts> = { en, es };
