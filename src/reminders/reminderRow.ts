/** A reminder as the row that keeps it, and back. */
import { MalformedRow } from '../azure/malformedRow';
import type { Stored } from '../azure/table';
import type { Language } from '../conversations/chatTurn';
import type { ConversationKind } from '../conversations/inboundActivity';
import type { Reminder, ReminderChange, ReminderState, Schedule } from './reminder';

export const REMINDERS_TABLE = 'Reminders';

export interface ReminderRow {
  text: string;
  tzid: string;
  wallStart: string;
  rrule: string;
  state: ReminderState;
  dueAt: Date;
  occurrence: string;
  lastSent: string;
  tenant: string;
  conversationKey: string;
  kind: ConversationKind;
  thread: string;
  audienceId: string;
  audienceName: string;
  askedById: string;
  askedByName: string;
  assignee: string;
  /** The epoch's beginning when nothing is snoozed. */
  snoozedAt: Date;
  snoozedOccurrence: string;
  /** The epoch's beginning before it first came. */
  deliveredAt: Date;
  /** On a row that only leads to a reminder of somebody else: that owner's partition. */
  assignedFrom: string;
  language: Language;
  locale: string;
  createdAt: Date;
  version: number;
}

/** A reminder as it was read, with the ETag that guards its change. */
export type StoredReminder = Reminder & { etag: string };

/** What a change writes. */
export function changedProperties({
  schedule,
  dueAt,
  snoozed,
  deliveredAt,
  ...same
}: ReminderChange): Partial<ReminderRow> {
  return {
    ...same,
    ...(schedule ? scheduleProperties(schedule) : {}),
    ...(dueAt === undefined ? {} : { dueAt: new Date(dueAt) }),
    ...(deliveredAt === undefined ? {} : { deliveredAt: new Date(deliveredAt) }),
    ...(snoozed === undefined ? {} : snoozedProperties(snoozed ?? undefined)),
  };
}

const scheduleProperties = ({
  tzid,
  wallStart,
  rrule,
}: Schedule): Pick<ReminderRow, 'tzid' | 'wallStart' | 'rrule'> => ({
  tzid,
  wallStart,
  rrule: rrule ?? '',
});

const snoozedProperties = (
  snoozed: Reminder['snoozed'],
): Pick<ReminderRow, 'snoozedAt' | 'snoozedOccurrence'> => ({
  snoozedAt: new Date(snoozed?.dueAt ?? 0),
  snoozedOccurrence: snoozed?.occurrence ?? '',
});

/** The reminder as it is first written. */
export function rowOf(reminder: Reminder): ReminderRow {
  const { text, state, occurrence, kind, language, version, schedule, to, audience, askedBy, snoozed } =
    reminder;
  return {
    ...{ text, state, occurrence, kind, language, version },
    ...scheduleProperties(schedule),
    dueAt: new Date(reminder.dueAt),
    createdAt: new Date(reminder.createdAt),
    tenant: to.tenant,
    conversationKey: to.key,
    thread: reminder.thread ?? '',
    locale: reminder.locale ?? '',
    lastSent: reminder.lastSent ?? '',
    audienceId: audience?.id ?? '',
    audienceName: audience?.name ?? '',
    askedById: askedBy?.id ?? '',
    askedByName: askedBy?.name ?? '',
    assignee: reminder.assignee ?? '',
    ...snoozedProperties(snoozed),
    deliveredAt: new Date(reminder.deliveredAt ?? 0),
    assignedFrom: '',
  };
}

const NAMES = [
  'tzid',
  'wallStart',
  'state',
  'occurrence',
  'tenant',
  'conversationKey',
  'kind',
  'language',
] as const;
const TIMES = ['dueAt', 'createdAt'] as const;

/** What of the row cannot be used; undefined when all can. Storage vouches for nothing. */
function problemOf(row: Partial<Record<keyof ReminderRow, unknown>>): string | undefined {
  const isTime = (value: unknown): boolean => value instanceof Date && !Number.isNaN(value.getTime());
  const odd =
    NAMES.find((name) => typeof row[name] !== 'string' || row[name] === '') ??
    TIMES.find((name) => !isTime(row[name])) ??
    (typeof row.text === 'string' ? undefined : 'text') ??
    (typeof row.version === 'number' ? undefined : 'version');
  return odd && `${odd} is missing or of another type`;
}

/** The reminder that was read. Throws MalformedRow. */
export function reminderOf(row: Stored<ReminderRow>): StoredReminder {
  const problem = problemOf(row);
  if (problem) throw new MalformedRow(REMINDERS_TABLE, problem);
  const { text, state, occurrence, kind, language, version, etag } = row;
  return {
    ...{ text, state, occurrence, kind, language, version, etag },
    owner: row.partitionKey,
    id: row.rowKey,
    schedule: { tzid: row.tzid, wallStart: row.wallStart, ...(row.rrule ? { rrule: row.rrule } : {}) },
    dueAt: row.dueAt.getTime(),
    createdAt: row.createdAt.getTime(),
    to: { tenant: row.tenant, key: row.conversationKey },
    ...optionalParts(row),
  };
}

function optionalParts(row: ReminderRow): Partial<Reminder> {
  return {
    ...(row.thread ? { thread: row.thread } : {}),
    ...(row.locale ? { locale: row.locale } : {}),
    ...(row.lastSent ? { lastSent: row.lastSent } : {}),
    ...(row.assignee ? { assignee: row.assignee } : {}),
    ...(timeOf(row.deliveredAt) > 0 ? { deliveredAt: timeOf(row.deliveredAt) } : {}),
    ...(row.audienceId ? { audience: { id: row.audienceId, name: row.audienceName } } : {}),
    ...(row.askedById ? { askedBy: { id: row.askedById, name: row.askedByName } } : {}),
    ...(row.snoozedOccurrence
      ? { snoozed: { dueAt: timeOf(row.snoozedAt), occurrence: row.snoozedOccurrence } }
      : {}),
  };
}

/** Epoch ms; 0 where there is none. */
const timeOf = (value: unknown): number => (value instanceof Date ? value.getTime() : 0);
