/** The Topics table: a partition for each tenant, a row for each topic. */
import { tableKey } from '../../azure/tableKey';
import type { Stored, Table } from '../../azure/table';
import type { Interruption, InterruptionPolicy } from '../../delivery/interruption';
import type { Topic } from './topic';

export const TOPICS_TABLE = 'Topics';

export interface TopicRow {
  name: string;
  title: string;
  description: string;
  /** Empty where none was chosen. */
  policy: InterruptionPolicy | '';
  waitAtMostMs: number;
  isAnnounced: boolean;
}

export interface TopicStore {
  find(tenant: string, name: string): Promise<Topic | undefined>;
  /** Writes it whole; says whether it was there as an announced one. */
  put(topic: Topic): Promise<void>;
  /** Makes it known that somebody follows it; one that is there stays as it is. */
  mention(tenant: string, name: string): Promise<void>;
  /** A page in the order of their names; `next` is what the page before gave. */
  page(tenant: string, size: number, next?: string): Promise<{ topics: Topic[]; next?: string }>;
}

export function createTopicStore(table: Table<TopicRow>): TopicStore {
  const keysOf = (tenant: string, name: string) => ({
    partitionKey: tableKey(tenant),
    rowKey: tableKey(name),
  });
  return {
    async find(tenant, name) {
      const { partitionKey, rowKey } = keysOf(tenant, name);
      const row = await table.get(partitionKey, rowKey);
      return row && topicOf(tenant, row);
    },
    put: ({ tenant, name, title, description, interruption, isAnnounced }) =>
      table.upsert({
        ...keysOf(tenant, name),
        ...{ name, title, description, isAnnounced },
        policy: interruption?.policy ?? '',
        waitAtMostMs: interruption?.waitAtMostMs ?? 0,
      }),
    async mention(tenant, name) {
      const row = {
        name,
        title: name,
        description: '',
        policy: '',
        waitAtMostMs: 0,
        isAnnounced: false,
      } as const;
      await table.insert({ ...keysOf(tenant, name), ...row });
    },
    async page(tenant, size, next) {
      const page = await table.page(`PartitionKey eq '${tableKey(tenant)}'`, size, next);
      const topics = page.rows.map((row) => topicOf(tenant, row));
      return { topics, ...(page.next ? { next: page.next } : {}) };
    },
  };
}

function topicOf(tenant: string, row: Stored<TopicRow>): Topic {
  const { name, title, description, isAnnounced, policy, waitAtMostMs } = row;
  const interruption: Interruption | undefined = policy
    ? { policy, ...(waitAtMostMs > 0 ? { waitAtMostMs } : {}) }
    : undefined;
  return { ...{ tenant, name, title, description, isAnnounced }, ...(interruption ? { interruption } : {}) };
}
