/** The Follows table: a partition for each topic, a row for each follower, so that a fan-out reads them page by page. */
import { tableKey } from '../../azure/tableKey';
import type { Stored, Table } from '../../azure/table';
import type { Follower, Followers } from '../addressing/addressing';
import type { InboxName } from '../gate/inbox';
import { topicNameOf } from './topicName';

export const FOLLOWS_TABLE = 'Follows';

export interface FollowRow {
  /** Empty where there is none. */
  person: string;
  conversation: string;
}

export interface FollowStore extends Followers {
  /** Repeatable. What the follower chose stands in their inbox: this row only leads to it. */
  add(follower: InboxName, topic: string, row: Follower): Promise<void>;
  remove(follower: InboxName, topic: string): Promise<void>;
  /** How many there are; counts no further than this. */
  count(tenant: string, topic: string, atMost: number): Promise<number>;
}

const PAGE = 1000;

export function createFollowStore(table: Table<FollowRow>): FollowStore {
  // However a caller writes its name.
  const partitionOf = (tenant: string, topic: string): string =>
    tableKey(tenant, topicNameOf(topic) ?? topic);
  const pageOf = (tenant: string, topic: string, size: number, next?: string) =>
    table.page(`PartitionKey eq '${partitionOf(tenant, topic)}'`, size, next);
  return {
    // The key of an inbox is made by `tableKey` already.
    add: ({ tenant, key }, topic, { person = '', conversation = '' }) =>
      table.upsert({ partitionKey: partitionOf(tenant, topic), rowKey: key, person, conversation }),
    async remove({ tenant, key }, topic) {
      await table.remove(partitionOf(tenant, topic), key);
    },
    async page(tenant, topic, size, next) {
      const { rows, next: more } = await pageOf(tenant, topic, size, next);
      return { followers: rows.map(followerOf), ...(more ? { next: more } : {}) };
    },
    async count(tenant, topic, atMost) {
      let count = 0;
      let next: string | undefined;
      do {
        const page = await pageOf(tenant, topic, Math.min(PAGE, atMost - count), next);
        count += page.rows.length;
        next = page.next;
      } while (next && count < atMost);
      return count;
    },
  };
}

const followerOf = ({ person, conversation }: Stored<FollowRow>): Follower => ({
  ...(person ? { person } : {}),
  ...(conversation ? { conversation } : {}),
});
