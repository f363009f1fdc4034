/** The Installations table: in a tenant's partition what was asked for, in a partition of each installation its targets. */
import type { TransactionAction } from '@azure/data-tables';
import type { Row, Table } from '../azure/table';
import {
  type Installation,
  type Target,
  TARGET_STATES,
  type TargetCounts,
  type TargetState,
} from './installation';
import {
  columnsOf,
  EPOCH,
  installationOf,
  type InstallationRow,
  laneName,
  NAMED,
  openPartition,
  rowOf,
  targetKey,
  targetOf,
  targetPartition,
} from './installationRow';

export { INSTALLATIONS_TABLE, type InstallationRow } from './installationRow';

/** Names one installation. */
export type InstallationName = Pick<Installation, 'tenant' | 'id'>;
/** A target as it is first written. */
export type NewTarget = Omit<Target, 'key' | 'tries' | 'retryAt' | 'at'>;
export type TargetChange = Partial<Omit<Target, 'key' | 'kind' | 'name'>>;

export interface InstallationStore {
  create(name: InstallationName, createdAt: number): Promise<void>;
  find(name: InstallationName): Promise<Installation | undefined>;
  finish(name: InstallationName, at: number): Promise<void>;
  /** Those that have not ended, of all tenants. */
  open(): AsyncIterable<Installation>;
  /** Writes the targets that are not there yet; the others stay as they are. */
  add(name: InstallationName, targets: readonly NewTarget[], at: number): Promise<void>;
  /** Changes targets, whatever they hold; those that are gone stay so. */
  change(name: InstallationName, changes: readonly { key: string; change: TargetChange }[]): Promise<void>;
  /** Removes the rows of names that others stand for now. */
  remove(name: InstallationName, keys: readonly string[]): Promise<void>;
  /** The person of this name, or of this object id; undefined where there is none, or another name stands for them. */
  findUser(name: InstallationName, user: string): Promise<Target | undefined>;
  /** Targets that are still to be looked up. */
  named(name: InstallationName, size: number): Promise<Target[]>;
  /** Targets of a lane that have come to no end, in key order; `from`: none before this key is looked at. */
  unfinished(name: InstallationName, lane: number, size: number, from?: string): Promise<Target[]>;
  /** People of a lane who have the app, of whose chat nothing is known, and who were not looked for in vain so often. */
  chatless(name: InstallationName, lane: number, size: number, lessTries: number): Promise<Target[]>;
  page(
    name: InstallationName,
    query: { state?: TargetState; size: number; next?: string },
  ): Promise<{ targets: Target[]; next?: string }>;
  count(name: InstallationName): Promise<TargetCounts>;
  /** Removes installations that ended before this time (epoch ms), at most so many. Returns how many. */
  purge(before: number, limit: number): Promise<number>;
}

/** Storage takes so many changes in one batch. */
const BATCH = 100;

/** The store on its table. */
export function createInstallationStore(table: Table<InstallationRow>): InstallationStore {
  const pageOf = (name: InstallationName, filter: string, size: number, next?: string) =>
    table.page(`PartitionKey eq '${targetPartition(name)}'${filter}`, size, next);
  const within = async (name: InstallationName, filter: string, size: number) => {
    // A page may hold fewer rows than there are, and none although there are some: until the pages end.
    const rows: Target[] = [];
    let next: string | undefined;
    do {
      const page = await pageOf(name, filter, size - rows.length, next);
      rows.push(...page.rows.map(targetOf));
      next = page.next;
    } while (next !== undefined && rows.length < size);
    return rows;
  };
  return {
    async create({ tenant, id }, createdAt) {
      const row = { type: 'installation' as const, tenant, state: 'open', createdAt: new Date(createdAt) };
      await table.upsert({ partitionKey: openPartition(tenant), rowKey: id, ...row, finishedAt: EPOCH });
    },
    async find({ tenant, id }) {
      const row = await table.get(openPartition(tenant), id);
      return row && installationOf(row);
    },
    finish: ({ tenant, id }, at) =>
      table.upsert({
        partitionKey: openPartition(tenant),
        rowKey: id,
        state: 'done',
        finishedAt: new Date(at),
      }),
    async *open() {
      for await (const row of table.query(`type eq 'installation' and state eq 'open'`))
        yield installationOf(row);
    },
    async add(name, targets, at) {
      const rows = targets.map((target) => rowOf(name, target, at));
      for (let from = 0; from < rows.length; from += BATCH)
        await addBatch(table, rows.slice(from, from + BATCH));
    },
    async change(name, changes) {
      const partitionKey = targetPartition(name);
      const rows = changes.map(({ key, change }) => ({ partitionKey, rowKey: key, ...columnsOf(change) }));
      for (let from = 0; from < rows.length; from += BATCH)
        await changeBatch(table, rows.slice(from, from + BATCH));
    },
    async remove(name, keys) {
      await Promise.all(keys.map((key) => table.remove(targetPartition(name), key)));
    },
    async findUser(name, user) {
      const partition = targetPartition(name);
      // In this order: who is looked up has a row by their id before that of their name goes.
      const named = await table.get(partition, targetKey({ kind: 'user', name: user, state: 'named' }));
      const byId = { kind: 'user', name: user, id: user, state: 'pending' } as const;
      const row = named ?? (await table.get(partition, targetKey(byId)));
      if (row) return targetOf(row);
      const filter = `PartitionKey eq '${partition}' and kind eq 'user' and name eq '${user.replaceAll("'", "''")}'`;
      for await (const found of table.query(filter)) return targetOf(found);
      return undefined;
    },
    named: (name, size) => within(name, `${prefixFilter(NAMED)} and state eq 'named'`, size),
    unfinished: (name, lane, size, from) =>
      within(name, `${prefixFilter(laneName(lane), from)} and (${UNFINISHED})`, size),
    chatless: (name, lane, size, lessTries) =>
      within(name, `${prefixFilter(laneName(lane))} and ${CHATLESS} and tries lt ${lessTries}`, size),
    async page(name, { state, size, next }) {
      const page = await pageOf(name, state ? ` and state eq '${state}'` : '', size, next);
      return { targets: page.rows.map(targetOf), ...(page.next ? { next: page.next } : {}) };
    },
    async count(name) {
      const counts = Object.fromEntries(TARGET_STATES.map((state) => [state, 0])) as Record<
        TargetState,
        number
      >;
      for await (const { state } of table.query(`PartitionKey eq '${targetPartition(name)}'`, ['state']))
        counts[state as TargetState] += 1;
      return counts;
    },
    async purge(before, limit) {
      let count = 0;
      const ended = `type eq 'installation' and state eq 'done' and finishedAt lt datetime'${new Date(before).toISOString()}'`;
      for await (const row of table.query(ended)) {
        await removeAll(table, targetPartition(installationOf(row)));
        await table.remove(row.partitionKey, row.rowKey);
        count += 1;
        if (count >= limit) break;
      }
      return count;
    },
  };
}

const UNFINISHED = `state eq 'pending' or state eq 'installing'`;
const CHATLESS = `kind eq 'user' and (state eq 'installed' or state eq 'present') and chat eq ''`;

const prefixFilter = (prefix: string, from = `${prefix}|`): string =>
  ` and RowKey ge '${from.replaceAll("'", "''")}' and RowKey lt '${prefix}}'`;

/** All at once where none of them is there, else one after the other. */
async function addBatch(table: Table<InstallationRow>, rows: readonly Row<InstallationRow>[]): Promise<void> {
  const unique = [...new Map(rows.map((row) => [row.rowKey, row])).values()];
  const actions = unique.map((row): TransactionAction => ['create', { ...row }]);
  if ((await table.batch(actions)) === 'done') return;
  await Promise.all(unique.map((row) => table.insert(row)));
}

/** All at once where all of them are there, else each by itself. */
async function changeBatch(
  table: Table<InstallationRow>,
  rows: readonly Row<Partial<InstallationRow>>[],
): Promise<void> {
  const actions = rows.map((row): TransactionAction => ['update', row, 'Merge']);
  if ((await table.batch(actions)) === 'done') return;
  await Promise.all(rows.map((row) => table.merge(row, '*')));
}

async function removeAll(table: Table<InstallationRow>, partitionKey: string): Promise<void> {
  let keys: string[] = [];
  const remove = () => table.batch(keys.map((rowKey) => ['delete', { partitionKey, rowKey }]));
  for await (const { rowKey } of table.query(`PartitionKey eq '${partitionKey}'`)) {
    keys.push(rowKey);
    if (keys.length === BATCH) {
      await remove();
      keys = [];
    }
  }
  if (keys.length > 0) await remove();
}
