/** What a time phrase comes to once it is set against a moment and a zone, before it has a message. */
import type { AskReason, Assumption, Once, Recurring, RejectReason } from '../reading';

type Schedulable = Omit<Once, 'message' | 'language'> | Omit<Recurring, 'message' | 'language'>;

export interface AskOutcome {
  kind: 'ask';
  reason: AskReason;
  readings: Schedulable[];
}

export interface RejectOutcome {
  kind: 'reject';
  reason: RejectReason;
  /** What would work, for the language to say. */
  suggestion?: Suggestion;
}

export type Suggestion =
  | { kind: 'date'; month: number; day: number }
  | { kind: 'tomorrow'; minutes: number }
  | { kind: 'every-minutes'; minutes: number };

export type Outcome = Schedulable | AskOutcome | RejectOutcome;
export type { Schedulable };

/** A question whose readings are those of the given outcomes, each once, the earliest first. */
export function asked(reason: AskReason, outcomes: readonly Outcome[] = []): AskOutcome {
  const readings: Schedulable[] = [];
  for (const outcome of outcomes.flatMap((each) => (each.kind === 'ask' ? each.readings : [each]))) {
    if (outcome.kind === 'reject') continue;
    if (!readings.some((known) => isSame(known, outcome))) readings.push(outcome);
  }
  return { kind: 'ask', reason, readings: readings.sort((a, b) => firstOf(a) - firstOf(b)) };
}

export function rejected(reason: RejectReason, suggestion?: Suggestion): RejectOutcome {
  return { kind: 'reject', reason, ...(suggestion && { suggestion }) };
}

/** The outcome with what was taken for granted. */
export function assuming<T extends Schedulable>(outcome: T, ...assumptions: (Assumption | undefined)[]): T {
  const known = assumptions.filter((each) => each !== undefined);
  const assumed = [...new Set([...(outcome.assumed ?? []), ...known])];
  return assumed.length > 0 ? { ...outcome, assumed } : outcome;
}

/** Its first moment, epoch milliseconds. */
export function firstOf(outcome: Schedulable): number {
  return outcome.kind === 'once' ? outcome.at : (outcome.next[0] ?? Infinity);
}

function isSame(a: Schedulable, b: Schedulable): boolean {
  if (a.kind === 'once' || b.kind === 'once') return a.kind === b.kind && firstOf(a) === firstOf(b);
  return a.rrule === b.rrule && firstOf(a) === firstOf(b);
}
