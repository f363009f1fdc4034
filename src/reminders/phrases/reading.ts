/** What a phrase can be read as: the contract between the language of reminders and everyone who asks it. */

/** The languages that the grammar speaks; a new one is one file in languages/ and its name here. */
export type Language = 'en' | 'es';

/** What a reading is limited to; each has a default in limits.ts. */
export interface PhraseLimits {
  /** Longest message text that is read at all, in UTF-16 code units. */
  maxCharacters: number;
  /** How far ahead a first occurrence may lie, in calendar years. */
  maxYearsAhead: number;
  /** Shortest time between two occurrences of a recurring reminder, in minutes. */
  minIntervalMinutes: number;
}

/** What is known about the person and the moment when a phrase is read. */
export interface PhraseContext {
  /** Epoch milliseconds, UTC. */
  now: number;
  /** The person's IANA zone; without it only phrases that need none are read. */
  zone?: string;
  /** BCP 47; breaks ties only (language, order of day and month). */
  locale?: string;
  /** Hour of the day for a date without a time; 9 unless the person chose another. */
  firstHour?: number;
  limits?: Partial<PhraseLimits>;
}

/** Something that the reading took for granted, to be said in the confirmation. */
export type Assumption =
  | 'default-hour' // a date without a time: the person's first hour
  | 'part-of-day' // "in the morning", "tonight": a customary hour
  | 'end-of-day' // "EOD", "by end of day": 18:00
  | 'half-of-day' // "at 5": which of 5:00 and 17:00
  | 'next-occurrence' // "on Friday at 9" said on a Friday at 10: a week later
  | 'day-order' // "03/04": the zone or locale said which is the day
  | 'clock-gap' // the wall time does not exist that day: moved forward
  | 'clock-overlap' // the wall time comes twice that day: the first
  | 'missing-day'; // "every 31st": months without that day are passed over

/** One moment. */
export interface Once {
  kind: 'once';
  /** Epoch milliseconds, UTC. */
  at: number;
  tzid: string;
  /** Local wall time in `tzid`, `2026-03-11T10:50:00`. */
  wallStart: string;
  /** The rest of the text, exactly as written; may be empty when the phrase alone was given. */
  message: string;
  language: Language;
  /** `here`: asked for everyone in the conversation ("remind us"), not for the person alone. */
  audience?: 'here';
  assumed?: Assumption[];
}

/** A rule in wall time: what is stored is `rrule`, `tzid` and `wallStart`. */
export interface Recurring {
  kind: 'recurring';
  /** RFC 5545 RRULE value without the name, `FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0`. */
  rrule: string;
  tzid: string;
  /** Local wall time of the first occurrence. */
  wallStart: string;
  /** The first three occurrences after now (fewer when the rule ends), epoch milliseconds. */
  next: number[];
  message: string;
  language: Language;
  /** `here`: asked for everyone in the conversation ("remind us"), not for the person alone. */
  audience?: 'here';
  assumed?: Assumption[];
}

/** Why a person is asked. */
export type AskReason =
  | 'ambiguous' // several readings, all listed
  | 'missing-time'
  | 'missing-message'
  | 'vague-time' // "later", "in a bit", "sometime next week"
  | 'past-today' // a bare hour that has gone by today
  | 'missing-zone'
  | 'leftover-time' // something that looks like a time was not understood
  | 'several-times' // two different moments without a recurrence
  | 'relative-to-event'; // "half an hour before the meeting"

/** A question to put, with the readings to offer as buttons (possibly none). */
export interface Ask {
  kind: 'ask';
  reason: AskReason;
  readings: (Once | Recurring)[];
  message: string;
  language: Language;
  /** `here`: asked for everyone in the conversation ("remind us"), not for the person alone. */
  audience?: 'here';
}

/** Why nothing can be scheduled. */
export type RejectReason =
  | 'past'
  | 'impossible-date'
  | 'impossible-time'
  | 'too-far'
  | 'too-often'
  | 'too-long'
  | 'unknown-zone'
  | 'never'; // a rule without any occurrence

/** A refusal, with what would work where that can be known. */
export interface Reject {
  kind: 'reject';
  reason: RejectReason;
  message: string;
  language: Language;
  /** A phrase in the person's language that would work, "on February 28 at 10:00". */
  suggestion?: string;
}

/** Nothing that asks for a reminder and no time phrase. */
export interface NotAReminder {
  kind: 'none';
  language: Language;
}

export type Reading = Once | Recurring | Ask | Reject | NotAReminder;
