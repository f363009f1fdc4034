/** One table, its answers as plain outcomes: made when it is first missed, every operation bounded in time. */
import type { TableClient, TableEntityResult, TransactionAction } from '@azure/data-tables';
import { createRowRequests } from './rowRequests';
import { UnknownPage } from './unknownPage';
import { Refusal, refusalOfError, type StorageFault, storageErrorOf, storageFault } from './storageError';

/** A row as it is written: its keys and its properties; `undefined` properties are left out. */
export type Row<T extends object> = T & { partitionKey: string; rowKey: string };
/** A row as it was read, with the ETag that guards a change. */
export type Stored<T extends object> = Row<T> & { etag: string };

/** A page of rows in key order, and where the next one begins. */
export interface Page<T extends object> {
  rows: Stored<T>[];
  next?: string;
}

export interface Table<T extends object> {
  get(partitionKey: string, rowKey: string): Promise<Stored<T> | undefined>;
  /** Inserts a row; `exists` when there is one under these keys, which then stays as it is. */
  insert(row: Row<T>): Promise<'created' | 'exists'>;
  /** The same, with the new row's ETag. */
  create(row: Row<T>): Promise<{ outcome: 'created'; etag: string } | { outcome: 'exists' }>;
  /** Writes these properties, whatever the row held before; others stay. */
  upsert(row: Row<Partial<T>>): Promise<void>;
  /** Changes these properties of a row that still has this ETag. */
  merge(
    row: Row<Partial<T>>,
    etag: string,
  ): Promise<{ outcome: 'merged'; etag: string } | { outcome: 'changed' | 'not-found' }>;
  /** Deletes the row, or only in the state that the ETag names; a row that is already gone is `not-found`. */
  remove(partitionKey: string, rowKey: string, etag?: string): Promise<'removed' | 'changed' | 'not-found'>;
  /** All rows that the OData filter lets through, read page by page; of each only these columns, where they are named. */
  query<K extends keyof Stored<T> & string = keyof Stored<T> & string>(
    filter: string,
    columns?: readonly K[],
  ): AsyncIterable<Pick<Stored<T>, K>>;
  /** One page of at most `size` rows, from where `next` of the page before points. Throws UnknownPage where `next` is of none. */
  page(filter: string, size: number, next?: string): Promise<Page<T>>;
  /** Up to 100 changes in one partition, all or none; `conflict` when a key exists, an ETag is old or a row is gone. */
  batch(actions: TransactionAction[]): Promise<'done' | 'conflict'>;
}

/** Opens a table by its client. Throws StorageUnavailable when storage does not answer within the client's limits. */
export function createTable<T extends object>(client: TableClient): Table<T> {
  const run = withTable(client);
  const rows = createRowRequests(client);
  const create: Table<T>['create'] = (row) =>
    run<Created>('insert', () => rows.insert(row).then(asCreated), { exists: { outcome: 'exists' } });
  return {
    create,
    insert: async (row) => (await create(row)).outcome,
    get: (partitionKey, rowKey) =>
      run<Stored<T> | undefined>(
        'get',
        () => rows.get(partitionKey, rowKey) as Promise<Stored<T> | Refusal>,
        {
          'not-found': undefined,
          'no-table': undefined,
        },
      ),
    upsert: async (row) => void (await run('upsert', () => rows.merge(row), {})),
    merge: (row, etag) =>
      run<Merged>('merge', () => rows.merge(row, etag).then(asMerged), {
        changed: { outcome: 'changed' },
        'not-found': { outcome: 'not-found' },
      }),
    remove: (partitionKey, rowKey, etag = '*') =>
      run<Removed>('remove', () => rows.remove(partitionKey, rowKey, etag), {
        changed: 'changed',
        'not-found': 'not-found',
        'no-table': 'not-found',
      }),
    query: (filter, columns) => readAll<T>(client, filter, columns),
    page: (filter, size, next) =>
      run<Page<T>>('page', () => readPage<T>(client, filter, size, next), { 'no-table': { rows: [] } }),
    batch: (actions) =>
      run<'done' | 'conflict'>('batch', () => client.submitTransaction(actions).then(() => 'done' as const), {
        changed: 'conflict',
        exists: 'conflict',
        'not-found': 'conflict',
      }),
  };
}

type Created = Awaited<ReturnType<Table<object>['create']>>;
type Merged = Awaited<ReturnType<Table<object>['merge']>>;
type Removed = Awaited<ReturnType<Table<object>['remove']>>;

const asCreated = (etag: string | Refusal): Created | Refusal =>
  etag instanceof Refusal ? etag : { outcome: 'created', etag };
const asMerged = (etag: string | Refusal): Merged | Refusal =>
  etag instanceof Refusal ? etag : { outcome: 'merged', etag };

type Expected<R> = Partial<Record<StorageFault, R>>;

/** Runs an operation; an expected fault becomes its value, a missing table is made and the operation tried again. */
function withTable(client: TableClient) {
  return async function run<R>(
    operation: string,
    attempt: () => Promise<R | Refusal>,
    expected: Expected<R>,
  ): Promise<R> {
    for (let isSecond = false; ; isSecond = true) {
      const result = await attempt().catch(refusalOfError);
      if (!(result instanceof Refusal)) return result;
      const { fault } = result;
      if (fault in expected) return expected[fault] as R;
      if (fault !== 'no-table' || isSecond)
        throw storageErrorOf(`${operation} ${client.tableName}`, result.error());
      await client.createTable().catch((cause: unknown) => {
        throw storageErrorOf(`create ${client.tableName}`, cause);
      });
    }
  };
}

function fromEntity<T extends object>(entity: TableEntityResult<T>): Stored<T> {
  const { 'odata.metadata': metadata, timestamp, ...row } = entity as Record<string, unknown>;
  return row as Stored<T>;
}

async function* readAll<T extends object>(
  client: TableClient,
  filter: string,
  columns?: readonly string[],
): AsyncIterable<Stored<T>> {
  const queryOptions = { filter, ...(columns ? { select: [...columns] } : {}) };
  try {
    for await (const entity of client.listEntities<T>({ queryOptions })) yield fromEntity<T>(entity);
  } catch (error) {
    if (storageFault(error) !== 'no-table') throw storageErrorOf(`query ${client.tableName}`, error);
  }
}

async function readPage<T extends object>(
  client: TableClient,
  filter: string,
  size: number,
  next?: string,
): Promise<Page<T>> {
  const pages = client
    .listEntities<T>({ queryOptions: { filter } })
    .byPage({ maxPageSize: size, ...(next ? { continuationToken: next } : {}) });
  const { value, done } = (await pages.next().catch((error: unknown) => {
    // Callers hand back what they were given: all else fails to be read, here or by storage.
    throw next && storageFault(error) === 'other' ? new UnknownPage(client.tableName, error) : error;
  })) as IteratorResult<TableEntityResult<T>[] & { continuationToken?: string }>;
  if (done === true) return { rows: [] };
  const rows = value.map((entity) => fromEntity<T>(entity));
  return value.continuationToken ? { rows, next: value.continuationToken } : { rows };
}
