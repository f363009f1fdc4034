/** What reminders say: the shape of the words, and where each language's are. */
import type { Language } from '../conversations/chatTurn';
import type { AskReason, PhraseLimits, RejectReason } from './phrases/reading';
import type { Decision } from './reminderChanges';
import type { ReminderState } from './reminder';
import { englishTexts } from './texts/english';
import { spanishTexts } from './texts/spanish';

/** Why a change cannot be made. */
type Why = Extract<Decision, { possible: false }>['why'];

export interface ReminderTexts {
  due(message: string): string;
  /** Said with a reminder that comes late; both are times. */
  late(dueAt: string, deliveredAt: string): string;
  askedBy(name: string): string;
  confirmed(when: string, rule: string | undefined, zone: string): string;
  /** For whom, where it is not for the one who asks. */
  confirmedFor(name: string): string;
  confirmedHere: string;
  refusedBy(name: string): string;
  /** Said to whom it is for, when somebody else sets it. */
  toldAbout(who: string, when: string): string;
  idLine(id: string): string;
  nextAt(when: string, rule: string | undefined): string;
  nextOccurrences: string;
  states: Record<ReminderState, string>;
  snoozedUntil(when: string): string;
  changed: Record<
    | 'cancelled'
    | 'unset'
    | 'refused'
    | 'paused'
    | 'resumed'
    | 'skipped'
    | 'done'
    | 'restored'
    | 'moved'
    | 'renamed',
    string
  >;
  notPossible: Record<Why, string>;
  notFound(typed: string): string;
  nothingToSnooze: string;
  nothingToUndo: string;
  nothingDone: string;
  /** Reminders of others are taken from now on, or not. */
  othersRefused(refusedNow: number): string;
  othersTaken: string;
  /** Titles: what moves with a new time zone, and what does not. */
  zoneMoved: string;
  zoneKept: string;
  /** What is kept about a person. */
  data: { own(count: number): string; assigned(count: number): string; more(count: number): string };
  emptyList: string;
  emptyListHere: string;
  listTitle(count: number, isHere: boolean): string;
  listLine(told: { id: string; when: string; message: string; notes: string[] }): string;
  repeats: string;
  forYouBy(name: string): string;
  forOther(name: string): string;
  howToEdit(id: string): string;
  buttons: Record<
    | 'undo'
    | 'cancel'
    | 'refuse'
    | 'pause'
    | 'resume'
    | 'skip'
    | 'done'
    | 'snooze10'
    | 'snooze60'
    | 'snoozeTomorrow'
    | 'more'
    | 'show'
    | 'refuseAll',
    string
  >;
  /** The commands that the buttons send. */
  say: {
    cancel(id: string): string;
    refuse(id: string): string;
    refuseAll: string;
    pause(id: string): string;
    resume(id: string): string;
    skip(id: string): string;
    done(id: string): string;
    undo(id: string): string;
    show(id: string): string;
    snooze(id: string, phrase: string): string;
    edit(id: string, phrase: string): string;
    list(page: number, isHere: boolean): string;
    zone(zone: string): string;
  };
  phrases: { tenMinutes: string; oneHour: string; tomorrowNine: string };
  ask: Record<AskReason, string>;
  askReadings: string;
  /** Words that mean exactly this wall time. */
  exactTime(date: string, time: string): string;
  /** A phrase that schedules this time, or this rule. */
  exactPhrase(when: string, message: string): string;
  timeExample: string;
  /** Said in the short dialog that asks for what is missing. */
  dialog: {
    askTime(message: string): string;
    askMessage(when: string): string;
    /** The first question of a reminder that is set step by step. */
    askWhat: string;
    askZone: string;
    whichZone: string;
    zoneSet(zone: string): string;
    lost: string;
  };
  reject: Record<RejectReason, (limits: PhraseLimits) => string>;
  suggestion(phrase: string): string;
  example: string;
  tooMany(limit: number): string;
}

export const REMINDER_TEXTS: Record<Language, ReminderTexts> = { en: englishTexts, es: spanishTexts };
