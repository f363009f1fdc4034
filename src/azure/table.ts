/** One table, its answers as plain outcomes: made when it is first missed, every operation bounded in time. */
import type { TableClient, TableEntity, TableEntityResult, TransactionAction } from '@azure/data-tables';
import { storageErrorOf, storageFault } from './storageError';

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
  /** One page of at most `size` rows, from where `next` of the page before points. */
  page(filter: string, size: number, next?: string): Promise<Page<T>>;
  /** Up to 100 changes in one partition, all or none; `conflict` when a key exists, an ETag is old or a row is gone. */
  batch(actions: TransactionAction[]): Promise<'done' | 'conflict'>;
}

/** Opens a table by its client. Throws StorageUnavailable when storage does not answer within the client's limits. */
export function createTable<T extends object>(client: TableClient): Table<T> {
  const run = withTable(client);
  const create: Table<T>['create'] = (row) =>
    run<Awaited<ReturnType<Table<T>['create']>>>(
      'insert',
      async () => ({
        outcome: 'created',
        etag: (await client.createEntity(row as TableEntity)).etag ?? '*',
      }),
      { exists: { outcome: 'exists' } },
    );
  return {
    create,
    get: (partitionKey, rowKey) =>
      run('get', () => client.getEntity<T>(partitionKey, rowKey), {
        'not-found': undefined,
        'no-table': undefined,
      }).then((row) => (row ? fromEntity<T>(row) : undefined)),
    insert: async (row) => (await create(row)).outcome,
    upsert: (row) =>
      run('upsert', () => client.upsertEntity(row as TableEntity, 'Merge').then(() => undefined), {}),
    merge: (row, etag) =>
      run<Awaited<ReturnType<Table<T>['merge']>>>(
        'merge',
        async () => ({
          outcome: 'merged',
          etag: (await client.updateEntity(row as TableEntity, 'Merge', { etag })).etag ?? '*',
        }),
        { changed: { outcome: 'changed' }, 'not-found': { outcome: 'not-found' } },
      ),
    remove: (partitionKey, rowKey, etag) =>
      run<'removed' | 'changed' | 'not-found'>(
        'remove',
        () => client.deleteEntity(partitionKey, rowKey, { etag: etag ?? '*' }).then(() => 'removed' as const),
        { changed: 'changed', 'not-found': 'not-found', 'no-table': 'not-found' },
      ),
    query: (filter, columns) => readAll<T>(client, filter, columns),
    page: (filter, size, next) =>
      run('page', () => readPage<T>(client, filter, size, next), { 'no-table': { rows: [] } }),
    batch: (actions) =>
      run<'done' | 'conflict'>('batch', () => client.submitTransaction(actions).then(() => 'done' as const), {
        changed: 'conflict',
        exists: 'conflict',
        'not-found': 'conflict',
      }),
  };
}

type Expected<R> = Partial<Record<ReturnType<typeof storageFault>, R>>;

/** Runs an operation; an expected fault becomes its value, a missing table is made and the operation tried again. */
function withTable(client: TableClient) {
  return async function run<R>(
    operation: string,
    attempt: () => Promise<R>,
    expected: Expected<R>,
  ): Promise<R> {
    for (let isSecond = false; ; isSecond = true) {
      try {
        return await attempt();
      } catch (error) {
        const fault = storageFault(error);
        if (fault in expected) return expected[fault] as R;
        if (fault !== 'no-table' || isSecond) throw storageErrorOf(`${operation} ${client.tableName}`, error);
        await client.createTable().catch((cause: unknown) => {
          throw storageErrorOf(`create ${client.tableName}`, cause);
        });
      }
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
  const { value, done } = (await pages.next()) as IteratorResult<
    TableEntityResult<T>[] & { continuationToken?: string }
  >;
  if (done === true) return { rows: [] };
  const rows = value.map((entity) => fromEntity<T>(entity));
  return value.continuationToken ? { rows, next: value.continuationToken } : { rows };
}
