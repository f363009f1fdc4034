/** A real table whose operations are held back until their turn comes. */
import type { Table } from '../../../src/azure/table';
import type { Process, Stepping } from './stepping';

/** @param written - is shown each row that was written, once it is. */
export function gatedTable<T extends object>(
  table: Table<T>,
  stepping: Stepping,
  process: Process,
  written: (row: object) => void = () => undefined,
): Table<T> {
  const through = <R>(operation: () => Promise<R>): Promise<R> => stepping.gate(process, operation);
  return {
    ...table,
    get: (partition, row) => through(() => table.get(partition, row)),
    insert: (row) => through(async () => noted(await table.insert(row), 'created', row)),
    create: (row) =>
      through(async () => {
        const created = await table.create(row);
        if (created.outcome === 'created') written(row);
        return created;
      }),
    upsert: (row) => through(() => table.upsert(row)),
    merge: (row, etag) =>
      through(async () => {
        const merged = await table.merge(row, etag);
        if (merged.outcome === 'merged') written(row);
        return merged;
      }),
    remove: (...keys) => through(() => table.remove(...keys)),
    batch: (actions) =>
      through(async () => noted(await table.batch(actions), 'done', ...actions.map(([, row]) => row))),
    page: (...query) => through(() => table.page(...query)),
    query: (...query) => rowsOf(through(() => all(table.query(...query)))),
  };

  function noted<R extends string>(outcome: R, success: string, ...rows: object[]): R {
    if (outcome === success) rows.forEach(written);
    return outcome;
  }
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

async function* rowsOf<T>(rows: Promise<T[]>): AsyncIterable<T> {
  yield* await rows;
}
