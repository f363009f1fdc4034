import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StorageUnavailable } from '../../src/azure/storageError';
import { openStorageAccount } from '../../src/azure/storageAccount';
import type { Table } from '../../src/azure/table';
import { openTestAccount } from '../support/tables';

interface Note {
  text: string;
}

describe('operations on single rows', () => {
  const table = openTestAccount().table<Note>('Notes');

  it.each([["it's"], ["''"], ['a b+c%41&d=é'], ['日本|~'], ['(RowKey)'], ['x'.repeat(400)]])(
    'take the keys %p as they are',
    async (key) => {
      const keys = { partitionKey: key, rowKey: key };
      await expect(table.insert({ ...keys, text: key })).resolves.toBe('created');
      const read = await table.get(key, key);
      expect(read).toEqual({ ...keys, text: key, etag: expect.any(String) });
      const merged = await table.merge({ ...keys, text: 'other' }, read?.etag ?? '');
      expect(merged).toEqual({ outcome: 'merged', etag: expect.any(String) });
      await expect(table.remove(key, key, read?.etag)).resolves.toBe('changed');
      await expect(table.remove(key, key)).resolves.toBe('removed');
      await expect(table.get(key, key)).resolves.toBeUndefined();
    },
  );

  it('give a new row’s ETag, by which it can be changed without a read', async () => {
    const keys = { partitionKey: 'p', rowKey: 'created' };
    const created = await table.create({ ...keys, text: 'a' });
    if (created.outcome !== 'created') throw new Error(created.outcome);
    await expect(table.merge({ ...keys, text: 'b' }, created.etag)).resolves.toMatchObject({
      outcome: 'merged',
    });
    await expect(table.create({ ...keys, text: 'c' })).resolves.toEqual({ outcome: 'exists' });
  });
});

describe('a storage that answers badly', () => {
  let server: Server;
  let answer: { status: number; body: string };
  let requests: number;
  let table: Table<Note>;
  beforeAll((done) => {
    server = createServer((_, response) => {
      requests += 1;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    }).listen(0, '127.0.0.1', done);
  });
  afterAll((done) => {
    server.closeAllConnections();
    server.close(done);
  });
  beforeEach(() => {
    requests = 0;
    const { port } = server.address() as AddressInfo;
    const connectionString = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:${port}/a`;
    table = openStorageAccount({ kind: 'connection-string', connectionString }).table('Notes');
  });
  const operations = (): Promise<unknown>[] => [
    table.get('p', 'r'),
    table.insert({ partitionKey: 'p', rowKey: 'r', text: '' }),
    table.upsert({ partitionKey: 'p', rowKey: 'r' }),
    table.merge({ partitionKey: 'p', rowKey: 'r' }, 'e'),
    table.remove('p', 'r'),
  ];

  // Throttling is tried again when storage says after how long.
  it.each([
    [503, 3],
    [500, 3],
    [429, 1],
  ])('with %i is not available after %i tries', async (status, tries) => {
    answer = { status, body: 'busy' };
    const settled = await Promise.allSettled(operations());
    expect(settled.map(({ status: state }) => state)).toEqual(Array(5).fill('rejected'));
    for (const result of settled)
      expect((result as PromiseRejectedResult).reason).toBeInstanceOf(StorageUnavailable);
    expect(requests).toBe(5 * tries);
  });

  it('with a fault that no operation expects is thrown with its status and code', async () => {
    answer = { status: 403, body: '{"odata.error":{"code":"AuthenticationFailed"}}' };
    for (const operation of operations())
      await expect(operation).rejects.toMatchObject({ statusCode: 403, code: 'AuthenticationFailed' });
  });

  it('with a page of something between is no missing table', async () => {
    answer = { status: 404, body: '<html>no such page</html>' };
    await expect(table.get('p', 'r')).resolves.toBeUndefined();
    expect(requests).toBe(1);
  });
});
