/** Sets a time phrase against a moment and a zone: to a schedule, a question with its readings, or a refusal. */
import { compareDates } from '../../recurrence/civilDate';
import { toWallTime } from '../../recurrence/wallTime';
import type { TimeExpression } from '../meaning/expression';
import { isExact } from '../meaning/expression';
import type { Language, PhraseContext, PhraseLimits } from '../reading';
import { ianaZone } from '../zones/zoneNames';
import { resolveOnce } from './once';
import type { Outcome, Schedulable } from './outcome';
import { asked, firstOf, rejected } from './outcome';
import { resolveRecurring } from './recurring';
import type { Situation } from './situation';
import { inZone } from './situation';

/** What resolving knows of the message besides its time. */
export interface MessageHints {
  language: Language;
  isEvening: boolean;
  isWaking: boolean;
}

type Person = Omit<Situation, 'zone' | 'wall' | 'today'> & { zone: string | undefined };

const DEFAULT_FIRST_HOUR = 9;
const DAY_MS = 86_400_000;

/** Throws a RangeError when the context's own zone is no zone. */
export function resolveExpression(
  expression: TimeExpression,
  context: PhraseContext,
  limits: PhraseLimits,
  hints: MessageHints,
): Outcome {
  const { now, zone, locale, firstHour = DEFAULT_FIRST_HOUR } = context;
  const person: Person = { now, zone, locale, firstHour, limits, ...hints };
  const outcome = inItsZone(expression, person);
  return withinReach(outcome, person);
}

function inItsZone(expression: TimeExpression, person: Person): Outcome {
  const { zone, candidates, unknown, isLocal } = expression.zone ?? {};
  if (unknown !== undefined) return rejected('unknown-zone');
  if (candidates && !candidates.includes(person.zone ?? '')) {
    return asked(
      'ambiguous',
      candidates.map((candidate) => abroad(expression, candidate, person)),
    );
  }
  if (zone && !isLocal) return abroad(expression, ianaZone(zone) ?? zone, person);
  if (person.zone) return either(expression, inZone(person, person.zone));
  const placeless = either(expression, inZone(person, 'UTC'));
  if (placeless.kind === 'reject' && placeless.reason !== 'past') return placeless;
  if (placeless.kind === 'ask' && placeless.readings.length === 0) return placeless;
  return needsNoZone(expression) ? placeless : asked('missing-zone');
}

function needsNoZone({ after, every, window, onDays }: TimeExpression): boolean {
  if (after) return isExact(after);
  const length = every?.spans?.map(({ unit }) => unit) ?? [every?.unit];
  return (
    !window && !onDays && length.every((unit) => unit === 'second' || unit === 'minute' || unit === 'hour')
  );
}

/** In a zone of the phrase's own. Where its day and the person's differ, "tomorrow" may be either's. */
function abroad(expression: TimeExpression, zone: string, person: Person): Outcome {
  const there = inZone(person, zone);
  const outcome = either(expression, there);
  if (!person.zone || !isCountedFromToday(expression)) return outcome;
  const own = toWallTime(person.now, person.zone);
  if (compareDates(own, there.today) === 0) return outcome;
  const today = { year: own.year, month: own.month, day: own.day };
  const byOwnDay = either(expression, { ...there, today });
  const both = asked('ambiguous', [outcome, byOwnDay]);
  return both.readings.length > 1 ? both : outcome;
}

function isCountedFromToday({ day, weekday, period, part, date, monthday, every }: TimeExpression): boolean {
  if (every) return false;
  const which = weekday?.which;
  const isNamed = date !== undefined || monthday !== undefined;
  return (
    !isNamed && (day !== undefined || which !== undefined || period !== undefined || part?.day !== undefined)
  );
}

function either(expression: TimeExpression, situation: Situation): Outcome {
  if (!expression.either) return plain(expression, situation);
  const { either: other, ...first } = expression;
  return asked('ambiguous', [plain(first, situation), plain(other, situation)]);
}

function plain(expression: TimeExpression, situation: Situation): Outcome {
  if (expression.gone) return rejected('past');
  if (expression.event) return asked('relative-to-event');
  if (expression.vague) return asked('vague-time');
  if (expression.deadline) return asked('ambiguous');
  if (expression.every ?? expression.until) return resolveRecurring(expression, situation);
  return resolveOnce(expression, situation);
}

/** Nothing further ahead than the limit (by a day at most, whatever the zone); nothing that has passed. */
function withinReach(outcome: Outcome, { now, limits }: Person): Outcome {
  const today = new Date(now);
  const horizon = DAY_MS + today.setUTCFullYear(today.getUTCFullYear() + limits.maxYearsAhead);
  const isReachable = (each: Schedulable): boolean => firstOf(each) <= horizon && firstOf(each) > now;
  if (outcome.kind === 'ask') {
    const readings = outcome.readings.filter(isReachable);
    const isAllTooFar = readings.length === 0 && outcome.readings.some((each) => firstOf(each) > horizon);
    return isAllTooFar ? rejected('too-far') : { ...outcome, readings };
  }
  if (outcome.kind === 'reject' || isReachable(outcome)) return outcome;
  return rejected(firstOf(outcome) > horizon ? 'too-far' : 'past');
}
