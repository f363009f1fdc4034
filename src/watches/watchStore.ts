/** The Watches table: a person's watches in one partition, and beside each what it has to tell. */
import type { Table } from '../azure/table';
import type { Told } from './judge';
import type { Findings, Watch, Wishes } from './watch';
import {
  findingColumns,
  ownerKey,
  rowOf,
  type StoredTold,
  toldKey,
  toldOf,
  watchKey,
  watchOf,
  type WatchRow,
  wishColumns,
} from './watchRow';

type Owner = Watch['owner'];
/** Names a watch in the table. */
export interface WatchName {
  /** As `ownerKey` has it. */
  partition: string;
  id: string;
}

export interface WatchStore {
  insert(watch: Watch): Promise<'created' | 'exists'>;
  find(name: WatchName): Promise<Watch | undefined>;
  /** All of a person's, the oldest first. */
  ofOwner(owner: Owner): Promise<Watch[]>;
  /** What a person decided; false when the watch is gone. */
  wish(name: WatchName, wishes: Wishes): Promise<boolean>;
  /** What a check found, and with it what it has to tell; `gone` when the watch is, `repeated` when this was written before. */
  record(
    name: WatchName,
    findings: Findings,
    told?: { occurrence: string; told: Told; at: number },
  ): Promise<'recorded' | 'repeated' | 'gone'>;
  /** Its time is up and that is to be told, in one change; false when it is no longer active. */
  expire(watch: Watch, told: { occurrence: string; told: Told; at: number }): Promise<boolean>;
  findTold(name: WatchName, occurrence: string): Promise<StoredTold | undefined>;
  noteDelivered(name: WatchName, occurrence: string, delivered: string): Promise<void>;
  /** Active ones whose check, or whose end, was due before this time (epoch ms). */
  overdue(before: number, limit: number): Promise<WatchName[]>;
  /** Not checked any more, since before this time. */
  endedBefore(before: number, limit: number): Promise<WatchName[]>;
  /** Removes the watch and all that it told. */
  erase(name: WatchName): Promise<void>;
}

/** The store on its table. */
export function createWatchStore(table: Table<WatchRow>): WatchStore {
  return { ...createReading(table), ...createWriting(table) };
}

const isoOf = (ms: number): string => `datetime'${new Date(ms).toISOString()}'`;

function createReading(
  table: Table<WatchRow>,
): Pick<WatchStore, 'find' | 'ofOwner' | 'findTold' | 'overdue' | 'endedBefore'> {
  const names = async (filter: string, limit: number): Promise<WatchName[]> => {
    const found: WatchName[] = [];
    for await (const { partitionKey, rowKey } of table.query(filter, ['partitionKey', 'rowKey'])) {
      found.push({ partition: partitionKey, id: rowKey.slice(watchKey('').length) });
      if (found.length >= limit) break;
    }
    return found;
  };
  return {
    async find({ partition, id }) {
      const row = await table.get(partition, watchKey(id));
      return row && watchOf(row);
    },
    async ofOwner(owner) {
      const found: Watch[] = [];
      for await (const row of table.query(`PartitionKey eq '${ownerKey(owner)}' and type eq 'watch'`))
        found.push(watchOf(row));
      return found.sort((a, b) => a.createdAt - b.createdAt);
    },
    async findTold({ partition, id }, occurrence) {
      const row = await table.get(partition, toldKey(id, occurrence));
      return row && toldOf(row);
    },
    overdue: (before, limit) =>
      names(
        `type eq 'watch' and state eq 'active' and (nextCheckAt lt ${isoOf(before)} or expiresAt lt ${isoOf(before)})`,
        limit,
      ),
    endedBefore: (before, limit) =>
      names(`type eq 'watch' and state ne 'active' and expiresAt lt ${isoOf(before)}`, limit),
  };
}

function createWriting(
  table: Table<WatchRow>,
): Pick<WatchStore, 'insert' | 'wish' | 'record' | 'expire' | 'noteDelivered' | 'erase'> {
  const keysOf = ({ partition, id }: WatchName) => ({ partitionKey: partition, rowKey: watchKey(id) });
  return {
    insert: (watch) => table.insert(rowOf(watch) as WatchRow & ReturnType<typeof rowOf>),
    async wish(name, wishes) {
      return (await table.merge({ ...keysOf(name), ...wishColumns(wishes) }, '*')).outcome === 'merged';
    },
    async record(name, findings, told) {
      const watch = { ...keysOf(name), ...findingColumns(findings) };
      if (!told) return (await table.merge(watch, '*')).outcome === 'merged' ? 'recorded' : 'gone';
      const done = await table.batch([
        ['update', watch, 'Merge', { etag: '*' }],
        ['create', toldRow(name, told)],
      ]);
      if (done === 'done') return 'recorded';
      return (await table.get(name.partition, watchKey(name.id))) ? 'repeated' : 'gone';
    },
    async expire({ owner, id, wishes }, told) {
      const name = { partition: ownerKey(owner), id };
      const row = await table.get(name.partition, watchKey(id));
      if (row?.state !== 'active' || row.expiresAt.getTime() !== wishes.expiresAt) return false;
      const done = await table.batch([
        ['update', { ...keysOf(name), state: 'expired' }, 'Merge', { etag: row.etag }],
        ['create', toldRow(name, told)],
      ]);
      return done === 'done' || (await table.get(name.partition, toldKey(id, told.occurrence))) !== undefined;
    },
    async noteDelivered({ partition, id }, occurrence, delivered) {
      await table.merge({ partitionKey: partition, rowKey: toldKey(id, occurrence), delivered }, '*');
    },
    async erase(name) {
      const { partition, id } = name;
      const begin = toldKey(id, '');
      const filter = `PartitionKey eq '${partition}' and RowKey ge '${begin}' and RowKey lt '${begin}~'`;
      for await (const { rowKey } of table.query(filter, ['rowKey'])) await table.remove(partition, rowKey);
      await table.remove(partition, watchKey(id));
    },
  };
}

function toldRow(
  { partition, id }: WatchName,
  { occurrence, told, at }: { occurrence: string; told: Told; at: number },
) {
  return {
    partitionKey: partition,
    rowKey: toldKey(id, occurrence),
    ...{ type: 'told', watchId: id, told: JSON.stringify(told), at: new Date(at), delivered: '' },
  };
}
