/** The Activities table: which inbound activities have been handled, as channels send them again after 15 s. */
import { type Clock, DAY_MS, SECOND_MS } from '../clock';
import { tableKey } from '../azure/tableKey';
import type { Table } from '../azure/table';

export const ACTIVITIES_TABLE = 'Activities';

export interface ActivityRow {
  state: 'started' | 'done';
  /** Tells one try of a turn from another. */
  turn: string;
  startedAt: Date;
}

export interface ActivityLog {
  /** Takes the activity for this turn; `seen` when it is handled already or just now by another turn. */
  begin(activity: ActivityName): Promise<'begun' | 'seen'>;
  /** Its effects are all stored: from now on it is never handled again. */
  finish(activity: ActivityName): Promise<void>;
  /** Nothing came of it: when it is sent again, it is handled. */
  forget(activity: ActivityName): Promise<void>;
  /** Removes all that came from this conversation. */
  eraseConversation(channelId: string, conversationId: string): Promise<void>;
  /** Removes what is too old to be sent again; at most so many rows. Returns how many there were. */
  purge(limit: number): Promise<number>;
}

/** Activity ids are unique in their conversation only. */
export interface ActivityName {
  channelId: string;
  conversationId: string;
  id: string;
  /** When the channel says that it was sent, epoch ms: the same when it is sent again. */
  sentAt?: number;
}

/** Rows are kept by the day on which the activity was sent, so that the old ones are found together. */
const KEPT_DAYS = 2;
const dayKey = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10).replaceAll('-', '');

/** A turn that has not finished after this time died with its process; channels re-send after 15 s at the earliest. */
const TURN_LEASE_MS = 14 * SECOND_MS;

/** One text for the activity's name. */
export const activityKeyOf = ({ channelId, conversationId, id }: ActivityName): string =>
  [channelId, conversationId, id].join('\n');

/** The log on its table. */
export function createActivityLog(table: Table<ActivityRow>, clock: Clock, newId: () => string): ActivityLog {
  const keys = ({ channelId, conversationId, id, sentAt }: ActivityName) => ({
    partitionKey: tableKey(dayKey(sentDay(sentAt, clock())), channelId, conversationId),
    rowKey: tableKey(id),
  });
  return {
    async begin(activity) {
      const row = {
        ...keys(activity),
        state: 'started' as const,
        turn: newId(),
        startedAt: new Date(clock()),
      };
      if ((await table.insert(row)) === 'created') return 'begun';
      const known = await table.get(row.partitionKey, row.rowKey);
      // The same turn: the insert had succeeded, but its answer was lost and the SDK tried again.
      if (known?.turn === row.turn) return 'begun';
      if (!known) return (await table.insert(row)) === 'created' ? 'begun' : 'seen';
      const isDead = known.state === 'started' && known.startedAt.getTime() + TURN_LEASE_MS <= clock();
      return isDead && (await table.merge(row, known.etag)).outcome === 'merged' ? 'begun' : 'seen';
    },
    async finish(activity) {
      // Only merged: what was erased meanwhile stays so.
      await table.merge({ ...keys(activity), state: 'done' }, '*');
    },
    async eraseConversation(channelId, conversationId) {
      for (let day = -1; day <= KEPT_DAYS; day += 1) {
        const partitionKey = tableKey(dayKey(clock() - day * DAY_MS), channelId, conversationId);
        for await (const { rowKey } of table.query(`PartitionKey eq '${partitionKey}'`))
          await table.remove(partitionKey, rowKey);
      }
    },
    async forget(activity) {
      const { partitionKey, rowKey } = keys(activity);
      await table.remove(partitionKey, rowKey);
    },
    async purge(limit) {
      let count = 0;
      for await (const { partitionKey, rowKey } of table.query(
        `PartitionKey lt '${dayKey(clock() - KEPT_DAYS * DAY_MS)}'`,
      )) {
        await table.remove(partitionKey, rowKey);
        count += 1;
        if (count >= limit) break;
      }
      return count;
    },
  };
}

/** The channel's own time where it is credible: a re-sent activity then lies on the same day even across midnight. */
function sentDay(sentAt: number | undefined, now: number): number {
  return sentAt !== undefined && Math.abs(now - sentAt) < DAY_MS ? sentAt : now;
}
