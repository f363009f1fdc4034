/** The Reminders table: a partition for each owner, a row for each reminder. */
import { MalformedRow } from '../azure/malformedRow';
import { tableKey } from '../azure/tableKey';
import type { Table } from '../azure/table';
import type { Person } from '../conversations/conversation';
import type { Reminder, ReminderChange, ReminderState } from './reminder';
import { changedProperties, reminderOf, type ReminderRow, rowOf, type StoredReminder } from './reminderRow';

export { REMINDERS_TABLE } from './reminderRow';

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

/** One that cannot be read keeps no others from being listed; its delivery ends with the reason. */
async function readable<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof MalformedRow) return undefined;
    throw error;
  }
}

/** The store on its table. */
export function createReminderStore(table: Table<ReminderRow>): ReminderStore {
  const find = async (owner: string, id: string): Promise<StoredReminder | undefined> => {
    const row = await table.get(owner, id);
    return row && reminderOf(row);
  };
  const all = async (filter: string): Promise<StoredReminder[]> => {
    const found: StoredReminder[] = [];
    for await (const row of table.query(filter)) {
      const reminder = await readable(() =>
        row.assignedFrom ? find(row.assignedFrom, row.rowKey) : reminderOf(row),
      );
      if (reminder) found.push(reminder);
    }
    return found;
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
