import { storageFault } from '../../src/azure/storageError';
import type { Table } from '../../src/azure/table';
import { newPrefix, openAbsentAccount, openTestAccount } from '../support/tables';

interface Person {
  name: string;
  age: number;
  bornAt: Date;
  isKind: boolean;
}

const ana = { partitionKey: 'people', rowKey: 'ana', name: 'Ana', age: 41 };

describe('a table', () => {
  const account = openTestAccount();
  let count = 0;
  let table: Table<Person>;
  beforeEach(() => {
    table = account.table<Person>(`People${(count += 1)}`);
  });

  describe('that does not exist yet', () => {
    it('has no rows, and reading does not make it', async () => {
      await expect(table.get('people', 'ana')).resolves.toBeUndefined();
      await expect(all(table.query("PartitionKey eq 'people'"))).resolves.toEqual([]);
      await expect(table.page("PartitionKey eq 'people'", 10)).resolves.toEqual({ rows: [] });
      await expect(table.remove('people', 'ana')).resolves.toBe('not-found');
    });

    it('is made by the first insert', async () => {
      await expect(table.insert({ ...ana, bornAt: new Date(0), isKind: true })).resolves.toBe('created');
    });

    it('is made by the first upsert, and by a merge that then finds no row', async () => {
      await table.upsert(ana);
      await expect(table.get('people', 'ana')).resolves.toMatchObject({ name: 'Ana' });
      await expect(account.table<Person>('Nobody').merge(ana, '*')).resolves.toEqual({
        outcome: 'not-found',
      });
    });

    it('is made by the first batch', async () => {
      await expect(table.batch([['create', ana]])).resolves.toBe('done');
      await expect(table.get('people', 'ana')).resolves.toMatchObject({ age: 41 });
    });

    it('is made once when two clients come first at the same time', async () => {
      const prefix = newPrefix();
      const tables = [1, 2].map(() => openTestAccount(prefix).table<Person>('Shared'));
      const rows = Array.from({ length: 10 }, (_, i) => ({ partitionKey: 'p', rowKey: `r${i}`, age: i }));
      const outcomes = await Promise.all(
        rows.map((row, i) => (tables[i % 2] as Table<Person>).insert(row as never)),
      );
      expect(new Set(outcomes)).toEqual(new Set(['created']));
      expect(await all((tables[0] as Table<Person>).query("PartitionKey eq 'p'"))).toHaveLength(10);
    });
  });

  it('gives back what was written: texts, numbers, dates to the millisecond, truth values', async () => {
    const row = { ...ana, bornAt: new Date('1985-02-03T04:05:06.789Z'), isKind: false };
    await table.insert(row);
    const stored = await table.get('people', 'ana');
    expect(stored).toEqual({ ...row, etag: expect.any(String) });
  });

  it('keeps an ETag out of what it writes when a row is written back as it was read', async () => {
    await table.insert({ ...ana, bornAt: new Date(0), isKind: true });
    const read = await table.get('people', 'ana');
    if (!read) throw new Error('not stored');
    await table.upsert({ ...read, name: 'Anna' });
    expect(await table.get('people', 'ana')).toMatchObject({ name: 'Anna', bornAt: new Date(0) });
  });

  it('says that a key exists, and leaves that row as it is', async () => {
    await table.upsert(ana);
    await expect(table.insert({ ...ana, name: 'Eve', bornAt: new Date(0), isKind: true })).resolves.toBe(
      'exists',
    );
    await expect(table.get('people', 'ana')).resolves.toMatchObject({ name: 'Ana' });
  });

  it('leaves the properties that an upsert does not name, or names as undefined', async () => {
    await table.upsert(ana);
    await table.upsert({ partitionKey: 'people', rowKey: 'ana', age: 42, ...{ name: undefined } } as never);
    await expect(table.get('people', 'ana')).resolves.toMatchObject({ name: 'Ana', age: 42 });
  });

  it('merges only into the row whose ETag is given, and tells the new one', async () => {
    await table.upsert(ana);
    const read = await table.get('people', 'ana');
    const first = await table.merge({ partitionKey: 'people', rowKey: 'ana', age: 42 }, read?.etag ?? '');
    if (first.outcome !== 'merged') throw new Error(first.outcome);
    expect(first.etag).toBe((await table.get('people', 'ana'))?.etag);
    const late = await table.merge({ partitionKey: 'people', rowKey: 'ana', age: 43 }, read?.etag ?? '');
    expect(late).toEqual({ outcome: 'changed' });
    await expect(table.merge({ ...ana, rowKey: 'bob' }, '*')).resolves.toEqual({ outcome: 'not-found' });
    await expect(table.get('people', 'ana')).resolves.toMatchObject({ name: 'Ana', age: 42 });
  });

  it('removes a row, only in the state that an ETag names, and says when it was gone already', async () => {
    await table.upsert(ana);
    const read = await table.get('people', 'ana');
    await table.upsert({ ...ana, age: 50 });
    await expect(table.remove('people', 'ana', read?.etag)).resolves.toBe('changed');
    await expect(table.remove('people', 'ana')).resolves.toBe('removed');
    await expect(table.remove('people', 'ana')).resolves.toBe('not-found');
  });

  it('reads more rows than one answer holds, in key order and each once', async () => {
    await fill(table, 1205);
    const rows = await all(table.query("PartitionKey eq 'many'"));
    expect(rows.map(({ rowKey }) => rowKey)).toEqual(keys(1205));
    expect(rows[0]?.etag).toEqual(expect.any(String));
  });

  it('reads of each row only the columns that are named', async () => {
    await table.upsert(ana);
    const [row, ...others] = await all(table.query("PartitionKey eq 'people'", ['rowKey', 'age']));
    expect(row).toEqual({ rowKey: 'ana', age: 41, etag: expect.any(String) });
    expect(others).toEqual([]);
  });

  it('pages through rows, each once, until there are no more', async () => {
    await fill(table, 25);
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const page = await table.page("PartitionKey eq 'many'", 10, next);
      expect(page.rows.length).toBeLessThanOrEqual(10);
      seen.push(...page.rows.map(({ rowKey }) => rowKey));
      next = page.next;
    } while (next);
    expect(seen).toEqual(keys(25));
  });

  it.each(['abc', '../../etc/passwd', 'bnVsbA==', '0001-01-01T00:00:00Z'])(
    'tells that it gave out no page %j',
    async (next) => {
      await fill(table, 3);
      await expect(table.page("PartitionKey eq 'many'", 10, next)).rejects.toMatchObject({
        code: 'unknown-page',
      });
    },
  );

  it('changes all rows of a batch or none of them', async () => {
    await table.upsert(ana);
    const bob = { ...ana, rowKey: 'bob', name: 'Bob' };
    await expect(
      table.batch([
        ['create', bob],
        ['create', ana],
      ]),
    ).resolves.toBe('conflict');
    await expect(table.get('people', 'bob')).resolves.toBeUndefined();
    const old = (await table.get('people', 'ana'))?.etag ?? '';
    await table.upsert({ ...ana, age: 1 });
    await expect(
      table.batch([
        ['create', bob],
        ['update', ana, 'Merge', { etag: old }],
      ]),
    ).resolves.toBe('conflict');
    await expect(
      table.batch([
        ['create', bob],
        ['delete', { ...ana, rowKey: 'nobody' }],
      ]),
    ).resolves.toBe('conflict');
    await expect(table.get('people', 'bob')).resolves.toBeUndefined();
    await expect(
      table.batch([
        ['create', bob],
        ['delete', ana],
      ]),
    ).resolves.toBe('done');
    await expect(table.get('people', 'ana')).resolves.toBeUndefined();
  });

  it('says that storage is unavailable when nothing answers', async () => {
    const absent = openAbsentAccount().table<Person>('People');
    const unavailable = { code: 'storage-unavailable' };
    await expect(absent.get('people', 'ana')).rejects.toMatchObject(unavailable);
    await expect(absent.upsert(ana)).rejects.toMatchObject(unavailable);
    await expect(all(absent.query("PartitionKey eq 'people'"))).rejects.toMatchObject(unavailable);
    await expect(absent.page("PartitionKey eq 'people'", 5)).rejects.toMatchObject(unavailable);
    await expect(absent.batch([['create', ana]])).rejects.toMatchObject(unavailable);
  });

  it('throws what is neither expected nor a matter of availability as it is', async () => {
    const fault: unknown = await all(table.query('this is no filter')).catch((error: unknown) => error);
    expect(storageFault(fault)).not.toBe('unavailable');
  });
});

const keys = (size: number): string[] =>
  Array.from({ length: size }, (_, i) => `row${String(i).padStart(5, '0')}`);

async function fill(table: Table<Person>, size: number): Promise<void> {
  const rows = keys(size);
  for (let at = 0; at < size; at += 100)
    await table.batch(
      rows.slice(at, at + 100).map((rowKey) => ['create', { partitionKey: 'many', rowKey, age: 1 }]),
    );
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
