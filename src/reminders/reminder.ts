/** A reminder: what to say, when, where, and for whom; and the names of its occurrences. */
import type { ConversationAddress } from '../conversations/conversation';
import type { Language } from '../conversations/chatTurn';
import type { ConversationKind } from '../conversations/inboundActivity';
import type { Due } from '../delivery/due';

export const REMINDER_KIND = 'reminder';

/**
 * `scheduled`: it has an occurrence ahead; `paused` by its owner; `parked`: its conversation cannot be reached;
 * `delivered`: it came and waits to be snoozed or done; `done`, `cancelled`, `refused` and `dead` are ends.
 */
export type ReminderState =
  'scheduled' | 'paused' | 'parked' | 'delivered' | 'done' | 'cancelled' | 'refused' | 'dead';

/** Whether it can still come. */
export const isAlive = ({ state }: Pick<Reminder, 'state'>): boolean =>
  state === 'scheduled' || state === 'paused' || state === 'parked';

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
  /** Whom it is for, as the channel names them: mentioned where others read it too; nobody where it is for all of a chat. */
  audience?: { id: string; name: string };
  /** Who asked, where it is for somebody else. */
  askedBy?: { id: string; name: string };
  /** The person, other than its owner, whom it is for. */
  assignee?: string;
  /** A snoozed occurrence of a recurring reminder, beside its rule. */
  snoozed?: { dueAt: number; occurrence: string };
  /** When it last came, epoch ms. */
  deliveredAt?: number;
  language: Language;
  locale?: string;
  /** Epoch ms. */
  createdAt: number;
  /** Grows with each change of the schedule, so that occurrences of an older one are told apart. */
  version: number;
}

/** What of a reminder can change after it was set. */
export type ReminderChange = Partial<
  Pick<
    Reminder,
    'state' | 'text' | 'schedule' | 'dueAt' | 'occurrence' | 'lastSent' | 'deliveredAt' | 'version'
  >
> & { snoozed?: Reminder['snoozed'] | null };

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
export function dueOf({
  owner,
  id,
  occurrence,
  dueAt,
}: Pick<Reminder, 'owner' | 'id' | 'occurrence' | 'dueAt'>): Due {
  return { kind: REMINDER_KIND, owner, item: id, occurrence, dueAt };
}
