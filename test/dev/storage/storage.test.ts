import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  startStorage,
  StorageError,
  type LocalStorage,
  type StorageOptions,
} from '../../../dev/storage/storage';
import { messagesOf, queueOf, rowKeysOf, tableOf } from '../../support/storageClients';

const HOUR_MS = 3_600_000;

describe('local storage', () => {
  let folder: string;
  const started: LocalStorage[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'recado-storage-'));
  });
  afterEach(async () => {
    for (const storage of started.splice(0)) {
      storage.signal('SIGKILL');
      await storage.ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(options: Partial<StorageOptions> = {}): Promise<LocalStorage> {
    const storage = await startStorage({ folder, ...options });
    started.push(storage);
    return storage;
  }

  it('keeps rows and messages over a stop and a start, also when the ports change', async () => {
    const first = await start();
    await tableOf(first.connectionString, 'Kept').createTable();
    await tableOf(first.connectionString, 'Kept').createEntity({ partitionKey: 'p', rowKey: 'r' });
    await queueOf(first.connectionString, 'kept').create();
    await queueOf(first.connectionString, 'kept').sendMessage('Comprar pan');
    await first.stop();

    const second = await start();
    expect(second.ports).not.toEqual(first.ports);
    expect(await rowKeysOf(tableOf(second.connectionString, 'Kept'))).toEqual(['r']);
    const { receivedMessageItems } = await queueOf(second.connectionString, 'kept').receiveMessages();
    expect(receivedMessageItems.map((item) => item.messageText)).toEqual(['Comprar pan']);
  });

  it('starts with nothing when asked to start fresh', async () => {
    const first = await start();
    await tableOf(first.connectionString, 'Kept').createTable();
    await first.stop();

    const second = await start({ fresh: true });
    await expect(rowKeysOf(tableOf(second.connectionString, 'Kept'))).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('shows a message that is hidden for an hour as soon as the clock is an hour on, and stamps rows with that time', async () => {
    const storage = await start();
    const queue = queueOf(storage.connectionString, 'hidden');
    await queue.create();
    await queue.sendMessage('later', { visibilityTimeout: 3600 });
    expect((await queue.receiveMessages()).receivedMessageItems).toHaveLength(0);

    await storage.setClockOffset(HOUR_MS);

    expect((await queue.receiveMessages()).receivedMessageItems.map((item) => item.messageText)).toEqual([
      'later',
    ]);
    const table = tableOf(storage.connectionString, 'Stamped');
    await table.createTable();
    await table.createEntity({ partitionKey: 'p', rowKey: 'r' });
    const { timestamp = '' } = await table.getEntity('p', 'r');
    expect(Math.abs(Date.parse(timestamp) - Date.now() - HOUR_MS)).toBeLessThan(60_000);
  });

  it('answers what it has begun before it stops, and keeps all that it acknowledged', async () => {
    const first = await start();
    const queue = queueOf(first.connectionString, 'busy', { maxTries: 1 });
    await queue.create();
    const acknowledged: string[] = [];
    const senders = Array.from({ length: 32 }, async (_, sender) => {
      for (let n = 0; ; n += 1) {
        await queue.sendMessage(`${sender}-${n}`);
        acknowledged.push(`${sender}-${n}`);
      }
    });
    // In the middle of it: however slow the machine is, much has been acknowledged and more is under way.
    while (acknowledged.length < 60) await sleep(5);
    await first.stop();
    await Promise.allSettled(senders);

    const kept = new Set(await messagesOf(queueOf((await start()).connectionString, 'busy')));
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);
    expect(acknowledged.filter((text) => !kept.has(text))).toEqual([]);
  });

  it('loses at most the last moments when it is killed itself', async () => {
    const first = await start();
    const table = tableOf(first.connectionString, 'Hard');
    await table.createTable();
    await table.createEntity({ partitionKey: 'p', rowKey: 'r' });
    await sleep(1000);
    first.signal('SIGKILL');
    expect(await first.ended).toEqual({ code: null, signal: 'SIGKILL' });

    expect(await rowKeysOf(tableOf((await start()).connectionString, 'Hard'))).toEqual(['r']);
  });

  it('names the service and the port when a port is taken, and leaves the folder free', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const failed = await start({ ports: { table: 0, queue: port } }).catch((error: unknown) => error);
    other.close();
    expect(failed).toBeInstanceOf(StorageError);
    expect((failed as StorageError).failure).toEqual({
      code: 'port-taken',
      message: `Port ${port} (queue storage) is taken.`,
      service: 'queue',
      port,
    });
    await start({ ports: { table: 0, queue: port } });
  });

  it('serves a folder once: a second start says who has it', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(`is in use by process ${first.pid}, since `);
  });

  it('takes over from one that is stopping', async () => {
    const first = await start();
    const [, second] = await Promise.all([first.stop(), start()]);
    expect(second.pid).not.toBe(first.pid);
  });

  it('runs the blob service for those who ask for it', async () => {
    const storage = await start({ ports: { blob: 0, queue: 0, table: 0 } });
    expect(storage.connectionString).toContain(
      `BlobEndpoint=http://127.0.0.1:${storage.ports.blob}/devstoreaccount1`,
    );
    const answer = await fetch(`http://127.0.0.1:${storage.ports.blob}/devstoreaccount1?comp=list`);
    expect(answer.headers.get('server')).toMatch(/Azurite-Blob/);
  });
});
