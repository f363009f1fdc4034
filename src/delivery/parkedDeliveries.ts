/** Deliveries whose conversation cannot be reached: kept by conversation until it comes back. */
import { tableKey } from '../azure/tableKey';
import type { Table } from '../azure/table';
import type { ConversationAddress } from '../conversations/conversation';
import { noteAway } from '../conversations/awaitReturn';
import type { ConversationStore } from '../conversations/conversationStore';
import type { Due } from './due';
import type { StoredDue } from './dueRow';
import { timeOf, wholeDueOf } from './wholeDue';

export const PARKED_TABLE = 'Parked';

export interface ParkedRow {
  kind: string;
  owner: string;
  item: string;
  occurrence: string;
  dueAt: Date;
  parkedAt: Date;
  reason: string;
  /** While somebody is telling it; absent before anybody did. */
  toldUntil?: Date;
}

/** Something that waits for its conversation, under the name of its due row. */
export interface ParkedDelivery {
  row: string;
  /** Absent where it cannot be read. */
  due?: Due;
  /** Changes each time that it is parked. */
  etag: string;
  /** Somebody is telling of it until then, epoch ms; 0 where nobody is. */
  toldUntil: number;
}

export interface ParkedDeliveries {
  /** Keeps it, and marks the person of a personal chat as one whose return is waited for. Repeatable. */
  park(to: ConversationAddress, due: StoredDue, reason: string, at: number): Promise<void>;
  /** At most so many, in the order of their names. */
  list(to: ConversationAddress, size: number): Promise<ParkedDelivery[]>;
  /** Notes that it is being told of until then (epoch ms): gives its new ETag, or undefined where another was faster. */
  claim(
    to: ConversationAddress,
    delivery: Pick<ParkedDelivery, 'row' | 'etag'>,
    until: number,
  ): Promise<string | undefined>;
  /** Removes it as it was listed: what was parked again since stays. */
  remove(to: ConversationAddress, delivery: Pick<ParkedDelivery, 'row' | 'etag'>): Promise<void>;
}

/** The store on its table: a partition for each conversation. */
export function createParkedDeliveries(
  table: Table<ParkedRow>,
  conversations: ConversationStore,
): ParkedDeliveries {
  const partitionOf = ({ tenant, key }: ConversationAddress): string => tableKey(tenant, key);
  return {
    async park(to, { kind, owner, item, occurrence, dueAt, key }, reason, at) {
      await table.upsert({
        ...{ partitionKey: partitionOf(to), rowKey: key.row },
        ...{ kind, owner, item, occurrence, reason },
        ...{ dueAt: new Date(dueAt), parkedAt: new Date(at) },
      });
      await noteAway(conversations, to);
    },
    async list(to, size) {
      const { rows } = await table.page(`PartitionKey eq '${partitionOf(to)}'`, size);
      return rows.map((row) => {
        const due = wholeDueOf(row);
        return {
          row: row.rowKey,
          etag: row.etag,
          toldUntil: timeOf(row.toldUntil) ?? 0,
          ...(due ? { due } : {}),
        };
      });
    },
    async claim(to, { row, etag }, until) {
      const merged = await table.merge(
        { partitionKey: partitionOf(to), rowKey: row, toldUntil: new Date(until) },
        etag,
      );
      return merged.outcome === 'merged' ? merged.etag : undefined;
    },
    async remove(to, { row, etag }) {
      await table.remove(partitionOf(to), row, etag);
    },
  };
}
