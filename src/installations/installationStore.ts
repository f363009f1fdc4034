/** The Installations table: in a tenant's partition what was asked for, in a partition of each installation its targets. */
import { createHash } from 'node:crypto';
import type { TransactionAction } from '@azure/data-tables';
import { tableKey } from '../azure/tableKey';
import type { Row, Stored, Table } from '../azure/table';
import {
  type Installation,
  LANES,
  type Target,
  TARGET_STATES,
  type TargetCounts,
  type TargetState,
} from './installation';

export const INSTALLATIONS_TABLE = 'Installations';

/** A row of either kind; times where there is none are the epoch's beginning. */
export interface InstallationRow {
  type: 'installation' | 'target';
  tenant: string;
  state: string;
  createdAt: Date;
  finishedAt: Date;
  kind: Target['kind'];
  name: string;
  id: string;
  reason: string;
  chat: string;
  tries: number;
  retryAt: Date;
  rest: string;
  at: Date;
}

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
  /** Changes targets, whatever they hold. */
  change(name: InstallationName, changes: readonly { key: string; change: TargetChange }[]): Promise<void>;
  /** Removes the rows of names that others stand for now. */
  remove(name: InstallationName, keys: readonly string[]): Promise<void>;
  /** Targets that are still to be looked up. */
  named(name: InstallationName, size: number): Promise<Target[]>;
  /** Targets of a lane that have come to no end. */
  unfinished(name: InstallationName, lane: number, size: number): Promise<Target[]>;
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
const NAMED = 'named';
const EPOCH = new Date(0);

const openPartition = (tenant: string): string => tableKey('asked', tenant);
const targetPartition = ({ tenant, id }: InstallationName): string => tableKey('targets', tenant, id);

/** The same target always has the same row. What is looked up lies apart, the rest by lanes. */
function targetKey({ state, kind, name, id }: Pick<Target, 'state' | 'kind' | 'name' | 'id'>): string {
  if (id === undefined || kind === 'group' || state === 'named')
    return tableKey(NAMED, kind, name.toLowerCase());
  const lane = (createHash('sha256').update(id.toLowerCase()).digest()[0] ?? 0) % LANES;
  return tableKey(laneName(lane), kind, id.toLowerCase());
}

const laneName = (lane: number): string => `lane${lane}`;

/** The store on its table. */
export function createInstallationStore(table: Table<InstallationRow>): InstallationStore {
  const pageOf = (name: InstallationName, filter: string, size: number, next?: string) =>
    table.page(`PartitionKey eq '${targetPartition(name)}'${filter}`, size, next);
  const within = async (name: InstallationName, prefix: string, states: string, size: number) => {
    // A page may hold fewer rows than there are, and none although there are some: until the pages end.
    const rows: Target[] = [];
    let next: string | undefined;
    do {
      const page = await pageOf(name, `${prefixFilter(prefix)} and (${states})`, size - rows.length, next);
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
        await table.batch(rows.slice(from, from + BATCH).map((row) => ['upsert', row, 'Merge']));
    },
    async remove(name, keys) {
      await Promise.all(keys.map((key) => table.remove(targetPartition(name), key)));
    },
    named: (name, size) => within(name, NAMED, `state eq 'named'`, size),
    unfinished: (name, lane, size) =>
      within(name, laneName(lane), `state eq 'pending' or state eq 'installing'`, size),
    async page(name, { state, size, next }) {
      const page = await pageOf(name, state ? ` and state eq '${state}'` : '', size, next);
      return { targets: page.rows.map(targetOf), ...(page.next ? { next: page.next } : {}) };
    },
    async count(name) {
      const counts = Object.fromEntries(TARGET_STATES.map((state) => [state, 0])) as Record<
        TargetState,
        number
      >;
      for await (const { state } of table.query(`PartitionKey eq '${targetPartition(name)}'`))
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

const prefixFilter = (prefix: string): string => ` and RowKey ge '${prefix}|' and RowKey lt '${prefix}}'`;

/** All at once where none of them is there, else one after the other. */
async function addBatch(table: Table<InstallationRow>, rows: readonly Row<InstallationRow>[]): Promise<void> {
  const unique = [...new Map(rows.map((row) => [row.rowKey, row])).values()];
  const actions = unique.map((row): TransactionAction => ['create', { ...row }]);
  if ((await table.batch(actions)) === 'done') return;
  await Promise.all(unique.map((row) => table.insert(row)));
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

function rowOf(name: InstallationName, target: NewTarget, at: number): Row<InstallationRow> {
  const { kind, state, id = '', reason = '', chat = '', rest = '' } = target;
  return {
    partitionKey: targetPartition(name),
    rowKey: targetKey(target),
    ...{ type: 'target', tenant: name.tenant, kind, name: target.name, id, state, reason, chat, rest },
    ...{ tries: 0, retryAt: EPOCH, createdAt: new Date(at), finishedAt: EPOCH, at: new Date(at) },
  };
}

function columnsOf({ retryAt, at, ...change }: TargetChange): Partial<InstallationRow> {
  return {
    ...change,
    ...(retryAt === undefined ? {} : { retryAt: new Date(retryAt) }),
    ...(at === undefined ? {} : { at: new Date(at) }),
  };
}

function targetOf(row: Stored<InstallationRow>): Target {
  const { rowKey, kind, name, id, state, reason, chat, tries, retryAt, rest, at } = row;
  return {
    ...{ key: rowKey, kind, name, tries, state: state as TargetState },
    ...(id ? { id } : {}),
    ...(reason ? { reason } : {}),
    ...(chat ? { chat } : {}),
    ...(rest ? { rest } : {}),
    retryAt: retryAt.getTime(),
    at: at.getTime(),
  };
}

function installationOf({
  tenant,
  rowKey,
  createdAt,
  state,
  finishedAt,
}: Stored<InstallationRow>): Installation {
  return {
    ...{ tenant, id: rowKey, createdAt: createdAt.getTime() },
    state: state === 'done' ? 'done' : 'open',
    ...(finishedAt.getTime() > 0 ? { finishedAt: finishedAt.getTime() } : {}),
  };
}
