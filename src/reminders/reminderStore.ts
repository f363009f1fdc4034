/** The Reminders table: a partition for each owner, a row for each reminder. */
import { tableKey } from '../azure/tableKey';
import type { Stored, Table } from '../azure/table';
import type { Language } from '../conversations/chatTurn';
import type { Person } from '../conversations/conversation';
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

export interface ReminderStore {
  insert(reminder: Reminder): Promise<'created' | 'exists'>;
  find(owner: string, id: string): Promise<StoredReminder | undefined>;
  /** The owner's reminders whose id begins with this (normalised) text. */
  findByPrefix(owner: string, prefix: string): Promise<StoredReminder[]>;
  /** The owner's reminders that are in this state. */
  list(owner: string, state: ReminderState): Promise<StoredReminder[]>;
  /** How many of the owner's reminders can still come; counts no further than this. */
  countAlive(owner: string, atMost: number): Promise<number>;
  /** Lets this other person (by their partition) see and answer a reminder that is for them. */
  assign(assignee: string, reminder: Reminder): Promise<void>;
  /** They do not see it any more. */
  unassign(assignee: string, id: string): Promise<void>;
  /** The reminders of others that are for this person. */
  listAssigned(assignee: string): Promise<StoredReminder[]>;
  /** The reminder, own or assigned, that last came to this person. */
  lastDelivered(owner: string): Promise<StoredReminder | undefined>;
  /** All of the owner's reminders, whatever became of them. */
  listAll(owner: string): Promise<StoredReminder[]>;
  /** Removes every row of this partition for good. */
  erase(owner: string): Promise<void>;
  /** Removes those that ended and were due before then, at most so many; tells how many. */
  purge(dueBeforeMs: number, limit: number): Promise<number>;
  /** Writes what changed if the reminder is still as it was read. */
  change(reminder: StoredReminder, change: ReminderChange): Promise<'merged' | 'changed' | 'not-found'>;
}

/** States from which a reminder does not come again by itself. */
const ENDED: readonly ReminderState[] = ['delivered', 'done', 'cancelled', 'refused', 'dead'];

/** The partition of a person's reminders. */
export const ownerOf = ({ tenant, key }: Pick<Person, 'tenant' | 'key'>): string => tableKey(tenant, key);

/** The store on its table. */
export function createReminderStore(table: Table<ReminderRow>): ReminderStore {
  const find = async (owner: string, id: string): Promise<StoredReminder | undefined> => {
    const row = await table.get(owner, id);
    return row && reminderOf(row);
  };
  const all = async (filter: string): Promise<StoredReminder[]> => {
    const found: (StoredReminder | undefined)[] = [];
    for await (const row of table.query(filter))
      found.push(row.assignedFrom ? await find(row.assignedFrom, row.rowKey) : reminderOf(row));
    return found.filter((reminder) => reminder !== undefined);
  };
  return {
    insert: (reminder) =>
      table.insert({ partitionKey: reminder.owner, rowKey: reminder.id, ...rowOf(reminder) }),
    find,
    findByPrefix: (owner, prefix) =>
      all(`PartitionKey eq '${owner}' and RowKey ge '${prefix}' and RowKey lt '${prefix}~'`),
    list: (owner, state) => all(`PartitionKey eq '${owner}' and state eq '${state}'`),
    async countAlive(owner, atMost) {
      const alive = `(state eq 'scheduled' or state eq 'paused' or state eq 'parked')`;
      const { rows } = await table.page(`PartitionKey eq '${owner}' and ${alive}`, atMost);
      return rows.length;
    },
    listAll: (owner) => all(`PartitionKey eq '${owner}' and state gt ''`),
    async erase(owner) {
      for await (const { rowKey } of table.query(`PartitionKey eq '${owner}'`))
        await table.remove(owner, rowKey);
    },
    assign: (assignee, { owner, id }) =>
      table.upsert({ partitionKey: assignee, rowKey: id, assignedFrom: owner }),
    async unassign(assignee, id) {
      await table.remove(assignee, id);
    },
    listAssigned: (assignee) => all(`PartitionKey eq '${assignee}' and assignedFrom gt ''`),
    async lastDelivered(owner) {
      const came = await all(
        `PartitionKey eq '${owner}' and (deliveredAt gt datetime'1970-01-02T00:00:00Z' or assignedFrom gt '')`,
      );
      return (
        came
          .filter(({ deliveredAt }) => deliveredAt !== undefined)
          // What came to somebody else for whom they had set it did not come to them.
          .filter((reminder) => reminder.owner !== owner || !reminder.assignee)
          .sort((a, b) => (b.deliveredAt ?? 0) - (a.deliveredAt ?? 0))[0]
      );
    },
    async purge(dueBeforeMs, limit) {
      const ended = `(${ENDED.map((state) => `state eq '${state}'`).join(' or ')})`;
      const filter = `${ended} and dueAt lt datetime'${new Date(dueBeforeMs).toISOString()}'`;
      let count = 0;
      for await (const { partitionKey, rowKey, assignee, etag } of table.query(filter)) {
        if (count >= limit) break;
        // What leads to it first: a row that leads nowhere would stay for good.
        if (assignee) await table.remove(assignee, rowKey);
        if ((await table.remove(partitionKey, rowKey, etag)) === 'removed') count += 1;
      }
      return count;
    },
    async change({ owner, id, etag }, change) {
      return (await table.merge({ partitionKey: owner, rowKey: id, ...changedProperties(change) }, etag))
        .outcome;
    },
  };
}

function changedProperties({
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

function rowOf(reminder: Reminder): ReminderRow {
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

function reminderOf(row: Stored<ReminderRow>): StoredReminder {
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
    ...(row.deliveredAt.getTime() > 0 ? { deliveredAt: row.deliveredAt.getTime() } : {}),
    ...(row.audienceId ? { audience: { id: row.audienceId, name: row.audienceName } } : {}),
    ...(row.askedById ? { askedBy: { id: row.askedById, name: row.askedByName } } : {}),
    ...(row.snoozedOccurrence
      ? { snoozed: { dueAt: row.snoozedAt.getTime(), occurrence: row.snoozedOccurrence } }
      : {}),
  };
}
