/** A reminder: what to say, when, where, and for whom; and the names of its occurrences. */
import type { ConversationAddress } from '../conversations/conversation';
import type { Language } from '../conversations/chatTurn';
import type { ConversationKind } from '../conversations/inboundActivity';
import type { Due } from '../delivery/due';

export const REMINDER_KIND = 'reminder';

/** `scheduled`: it has an occurrence ahead; `parked`: its conversation cannot be reached; the others are ends. */
export type ReminderState = 'scheduled' | 'delivered' | 'cancelled' | 'parked' | 'dead';

/** When it comes: a wall time in a zone, once or by a rule (RFC 5545). */
export interface Schedule {
  tzid: string;
  /** Local wall time in the zone, `2026-03-11T10:50:00`. */
  wallStart: string;
  rrule?: string;
}

export interface Reminder {
  /** The partition of whoever asked: tenant and person. */
  owner: string;
  id: string;
  /** As it was written. */
  text: string;
  schedule: Schedule;
  state: ReminderState;
  /** The occurrence that counts: when it is due (epoch ms) and its name. */
  dueAt: number;
  occurrence: string;
  /** The last occurrence that was sent. */
  lastSent?: string;
  to: ConversationAddress;
  kind: ConversationKind;
  thread?: string;
  /** Who asked, as the channel names them, to mention them in a group. */
  sender: { id: string; name: string };
  language: Language;
  locale?: string;
  /** Epoch ms. */
  createdAt: number;
  /** Grows with each change of the schedule, so that occurrences of an older one are told apart. */
  version: number;
}

/** The letters and digits of a short id, as people read and type it. */
export const SHORT_ID_LENGTH = 5;

/** What people see and type of an id. */
export const shortIdOf = (reminder: Pick<Reminder, 'id'>): string =>
  reminder.id.slice(0, SHORT_ID_LENGTH).toUpperCase();

/** The name of the occurrence at this time of this version of the schedule. */
export function occurrenceName(version: number, dueAtMs: number): string {
  return `${version}.${new Date(dueAtMs).toISOString().replace(/[-:]|\.000/g, '')}`;
}

/** The reminder's current occurrence as delivery plans it. */
export function dueOf({ owner, id, occurrence, dueAt }: Reminder): Due {
  return { kind: REMINDER_KIND, owner, item: id, occurrence, dueAt };
}
