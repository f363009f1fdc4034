/** The Reminders table: a partition for each owner, a row for each reminder. */
import { tableKey } from '../azure/tableKey';
import type { Stored, Table } from '../azure/table';
import type { Language } from '../conversations/chatTurn';
import type { Person } from '../conversations/conversation';
import type { ConversationKind } from '../conversations/inboundActivity';
import type { Reminder, ReminderState, Schedule } from './reminder';

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
  senderId: string;
  senderName: string;
  language: Language;
  locale: string;
  createdAt: Date;
  version: number;
}

/** A reminder as it was read, with the ETag that guards its change. */
export type StoredReminder = Reminder & { etag: string };

export interface ReminderStore {
  insert(reminder: Reminder): Promise<'created' | 'exists'>;
  find(owner: string, id: string): Promise<StoredReminder | undefined>;
  /** The owner's reminders whose id begins with this (normalised) text. */
  findByPrefix(owner: string, prefix: string): Promise<StoredReminder[]>;
  /** The owner's reminders that are in this state. */
  list(owner: string, state: ReminderState): Promise<StoredReminder[]>;
  /** Writes what changed if the reminder is still as it was read. */
  change(
    reminder: StoredReminder,
    change: Partial<Pick<Reminder, 'state' | 'dueAt' | 'occurrence' | 'lastSent'>>,
  ): Promise<'merged' | 'changed' | 'not-found'>;
}

/** The partition of a person's reminders. */
export const ownerOf = ({ tenant, key }: Pick<Person, 'tenant' | 'key'>): string => tableKey(tenant, key);

/** The store on its table. */
export function createReminderStore(table: Table<ReminderRow>): ReminderStore {
  const all = async (filter: string): Promise<StoredReminder[]> => {
    const found: StoredReminder[] = [];
    for await (const row of table.query(filter)) found.push(reminderOf(row));
    return found;
  };
  return {
    insert: (reminder) =>
      table.insert({ partitionKey: reminder.owner, rowKey: reminder.id, ...rowOf(reminder) }),
    async find(owner, id) {
      const row = await table.get(owner, id);
      return row && reminderOf(row);
    },
    findByPrefix: (owner, prefix) =>
      all(`PartitionKey eq '${owner}' and RowKey ge '${prefix}' and RowKey lt '${prefix}~'`),
    list: (owner, state) => all(`PartitionKey eq '${owner}' and state eq '${state}'`),
    async change({ owner, id, etag }, { dueAt, ...change }) {
      const time = dueAt === undefined ? {} : { dueAt: new Date(dueAt) };
      return (await table.merge({ partitionKey: owner, rowKey: id, ...change, ...time }, etag)).outcome;
    },
  };
}

function rowOf({
  owner,
  id,
  schedule,
  to,
  sender,
  thread,
  locale,
  lastSent,
  dueAt,
  createdAt,
  ...same
}: Reminder): ReminderRow {
  return {
    ...same,
    tzid: schedule.tzid,
    wallStart: schedule.wallStart,
    rrule: schedule.rrule ?? '',
    dueAt: new Date(dueAt),
    createdAt: new Date(createdAt),
    tenant: to.tenant,
    conversationKey: to.key,
    thread: thread ?? '',
    locale: locale ?? '',
    lastSent: lastSent ?? '',
    senderId: sender.id,
    senderName: sender.name,
  };
}

function reminderOf(row: Stored<ReminderRow>): StoredReminder {
  const { text, state, occurrence, kind, language, version, etag } = row;
  const schedule: Schedule = {
    tzid: row.tzid,
    wallStart: row.wallStart,
    ...(row.rrule ? { rrule: row.rrule } : {}),
  };
  return {
    ...{ text, state, occurrence, kind, language, version, etag, schedule },
    owner: row.partitionKey,
    id: row.rowKey,
    dueAt: row.dueAt.getTime(),
    createdAt: row.createdAt.getTime(),
    to: { tenant: row.tenant, key: row.conversationKey },
    sender: { id: row.senderId, name: row.senderName },
    ...(row.thread ? { thread: row.thread } : {}),
    ...(row.locale ? { locale: row.locale } : {}),
    ...(row.lastSent ? { lastSent: row.lastSent } : {}),
  };
}
