// Storage-queue functions on the embedded host, against a real local storage whose clock moves with the host's.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueueClient } from '@azure/storage-queue';
import { startStorage, type LocalStorage } from '../../../dev/storage/storage';
import { queueOf } from '../../support/storageClients';
import {
  aFolder,
  anApp,
  endHosts,
  eventually,
  fixture,
  startHost,
  type HostUnderTest,
} from './hostUnderTest';

const folder = mkdtempSync(join(tmpdir(), 'recado-host-'));
let storage: LocalStorage;
let queueNumber = 0;

beforeAll(async () => {
  storage = await startStorage({ folder });
});
afterAll(async () => {
  await endHosts();
  await storage.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => storage.setClockOffset(0));

const appFolder = fixture('queues');
const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64');
const MINUTE_MS = 60_000;

/** A host with queues of its own. */
async function aHost(settings: Record<string, string> = {}, dataFolder = aFolder()) {
  const name = settings.Queue ?? `queue-${++queueNumber}`;
  const host = await startHost({
    appFolder,
    dataFolder,
    settings: { AzureWebJobsStorage: storage.connectionString, Queue: name, ...settings },
  });
  const queue = queueOf(storage.connectionString, name);
  await queue.createIfNotExists();
  return { host, queue, name };
}
const entries = (host: HostUnderTest, what: string) => host.records().filter((entry) => entry.what === what);
const did = (host: HostUnderTest, what: string, count: number) =>
  eventually(`${what} × ${count}`, () => entries(host, what).length >= count && entries(host, what));
const isEmpty = (queue: QueueClient) => countOf(queue).then((count) => count === 0);
const countOf = async (queue: QueueClient) => (await queue.getProperties()).approximateMessagesCount ?? 0;
async function emptied(queue: QueueClient) {
  for (let tries = 0; tries < 100; tries++) {
    if (await isEmpty(queue)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${queue.name} still holds messages`);
}
async function moveAll(host: HostUnderTest, offsetMs: number) {
  await storage.setClockOffset(offsetMs);
  await host.moveClock(offsetMs);
}

describe('a message', () => {
  it('reaches its function as JSON with its metadata, and is gone afterwards', async () => {
    const { host, queue } = await aHost();
    const sent = await queue.sendMessage(encode({ hello: 'wörld' }));
    const [entry] = await did(host, 'work', 1);
    expect(entry?.message).toEqual({ hello: 'wörld' });
    expect(entry?.metadata).toMatchObject({
      id: sent.messageId,
      dequeueCount: 1,
      queueTrigger: { hello: 'wörld' },
    });
    const { insertionTime, expirationTime, nextVisibleTime, popReceipt } = entry?.metadata as Record<
      string,
      string
    >;
    expect(Math.abs(Date.parse(insertionTime ?? '') - Date.now())).toBeLessThan(10_000);
    expect(Date.parse(nextVisibleTime ?? '') - Date.parse(insertionTime ?? '')).toBeGreaterThan(
      9 * MINUTE_MS,
    );
    expect(Date.parse(expirationTime ?? '')).toBeGreaterThan(Date.now());
    expect(popReceipt).toBeTruthy();
    await emptied(queue);
  });

  it('stays a text when it is not JSON', async () => {
    const { host, queue } = await aHost();
    await queue.sendMessage(encode('just words'));
    expect(await did(host, 'work', 1)).toMatchObject([{ message: 'just words' }]);
  });

  it('that is hidden until later arrives as soon as the clock has moved there', async () => {
    const { host, queue } = await aHost();
    await queue.sendMessage(encode('later'), { visibilityTimeout: 3600 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(entries(host, 'work')).toEqual([]);
    await moveAll(host, 60 * MINUTE_MS);
    await did(host, 'work', 1);
  });

  it('is fetched at once when the clock moves, however long the pause between polls has become', async () => {
    const name = `queue-${++queueNumber}`;
    const code = `require('@azure/functions').app.storageQueue('work', { queueName: '${name}', connection: 'AzureWebJobsStorage', handler: (m) => console.log('got', m) });`;
    const host = await startHost({
      appFolder: anApp({ 'index.cjs': code }),
      settings: { AzureWebJobsStorage: storage.connectionString },
    });
    await new Promise((resolve) => setTimeout(resolve, 3500));
    await queueOf(storage.connectionString, name).sendMessage(encode('now'));
    await moveAll(host, MINUTE_MS);
    await eventually('it is fetched', () => host.output().includes('got now'), 1000);
  });

  it('whose function throws comes again after visibilityTimeout, and after maxDequeueCount goes to the poison queue', async () => {
    const { host, queue, name } = await aHost();
    await queue.sendMessage(encode({ fail: true }));
    await did(host, 'work', 1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(entries(host, 'work')).toHaveLength(1);
    await moveAll(host, 1.1 * MINUTE_MS);
    await did(host, 'work', 2);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await moveAll(host, 2.2 * MINUTE_MS);
    const counts = (await did(host, 'work', 3)).map(
      ({ metadata }) => (metadata as { dequeueCount: number }).dequeueCount,
    );
    expect(counts).toEqual([1, 2, 3]);
    await emptied(queue);
    const poison = queueOf(storage.connectionString, `${name}-poison`);
    const { receivedMessageItems } = await poison.receiveMessages();
    expect(receivedMessageItems.map(({ messageText }) => messageText)).toEqual([encode({ fail: true })]);
    expect(host.output()).toContain(`Moving message to queue '${name}-poison'`);
  });

  it('that is not in the encoding goes to the poison queue at once', async () => {
    const { host, queue, name } = await aHost();
    await queue.sendMessage('{"not":"base64"}');
    await emptied(queue);
    expect(await countOf(queueOf(storage.connectionString, `${name}-poison`))).toBe(1);
    expect(entries(host, 'work')).toEqual([]);
  });

  it('is taken as it is with messageEncoding none', async () => {
    const name = `queue-${++queueNumber}`;
    const code = `require('@azure/functions').app.storageQueue('work', { queueName: '${name}', connection: 'AzureWebJobsStorage', handler: (m) => console.log('got', JSON.stringify(m)) });`;
    const hostJson = JSON.stringify({
      version: '2.0',
      extensions: { queues: { messageEncoding: 'none', maxPollingInterval: '00:00:00.200' } },
    });
    const host = await startHost({
      appFolder: anApp({ 'index.cjs': code, 'host.json': hostJson }),
      settings: { AzureWebJobsStorage: storage.connectionString },
    });
    await eventually('the queue is there', () => host.port > 0);
    const queue = queueOf(storage.connectionString, name);
    await queue.createIfNotExists();
    await queue.sendMessage('{"as":"is"}');
    await eventually('it arrives', () => host.output().includes('got {"as":"is"}'));
  });

  it('in hand is not run twice when the clock moves past its hiding, and is gone afterwards', async () => {
    const { host, queue } = await aHost();
    await queue.sendMessage(encode({ sleepMs: 1200 }));
    await did(host, 'work', 1);
    await moveAll(host, 60 * MINUTE_MS);
    await did(host, 'worked', 1);
    await emptied(queue);
    expect(entries(host, 'work')).toHaveLength(1);
  });
});

it('runs at most batchSize + newBatchThreshold messages at once', async () => {
  const { host, queue } = await aHost();
  await Promise.all(Array.from({ length: 24 }, () => queue.sendMessage(encode({ sleepMs: 150 }))));
  await did(host, 'worked', 24);
  const running = entries(host, 'work').map((entry) => Number(entry.running));
  expect(Math.max(...running)).toBeLessThanOrEqual(6);
  expect(Math.max(...running)).toBeGreaterThan(2);
  await emptied(queue);
});

describe('an output binding', () => {
  it('sends what the function sets, an array as several messages, and its listener is woken', async () => {
    const { host, queue } = await aHost();
    await queue.sendMessage(encode({ forward: ['a', { b: 1 }] }));
    const sides = await did(host, 'side', 2);
    expect(sides.map(({ message }) => message)).toEqual(expect.arrayContaining(['a', { b: 1 }]));
  });

  it('works beside an HTTP answer', async () => {
    const { host } = await aHost();
    expect((await host.fetch('/api/enqueue', { method: 'POST', body: '{"from":"http"}' })).status).toBe(202);
    expect(await did(host, 'side', 1)).toMatchObject([{ message: { from: 'http' } }]);
  });
});

it('runs a queue function by hand', async () => {
  const { host } = await aHost();
  const body = JSON.stringify({ input: '{"by":"hand"}' });
  expect((await host.fetch('/admin/functions/work', { method: 'POST', body })).status).toBe(202);
  expect(await did(host, 'work', 1)).toMatchObject([{ message: { by: 'hand' } }]);
});

describe('when the host ends', () => {
  it('finishes and deletes the messages in hand, and leaves the others to be had at once', async () => {
    const { host, queue } = await aHost();
    await Promise.all(Array.from({ length: 10 }, () => queue.sendMessage(encode({ sleepMs: 700 }))));
    const inHand = await did(host, 'work', 4);
    expect(await host.stop()).toEqual({ code: 0, signal: null });
    expect(entries(host, 'worked')).toHaveLength(entries(host, 'work').length);
    const left = 10 - Math.max(inHand.length, entries(host, 'work').length);
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
    expect(receivedMessageItems).toHaveLength(left);
  });

  it('by SIGKILL leaves a message in hand hidden for ten minutes, after which it comes again', async () => {
    const { host, queue, name } = await aHost();
    await queue.sendMessage(encode({ sleepMs: 5000 }));
    await did(host, 'work', 1);
    host.signal('SIGKILL');
    await host.ended;
    const next = (await aHost({ Queue: name })).host;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(entries(next, 'work')).toEqual([]);
    await moveAll(next, 10.1 * MINUTE_MS);
    expect(await did(next, 'work', 1)).toMatchObject([{ metadata: { dequeueCount: 2 } }]);
  });
});

describe('when storage is away', () => {
  const away = (host: HostUnderTest) => host.output().match(/cannot be polled/g)?.length ?? 0;

  it('says so once for each queue, goes on serving, and takes the queue up again', async () => {
    const ports = storage.ports;
    const { host, queue } = await aHost();
    await queue.sendMessage(encode('before'));
    await did(host, 'work', 1);
    await emptied(queue);
    await storage.stop();
    await eventually('both queues are missed', () => away(host) === 2);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(away(host)).toBe(2);
    expect((await host.fetch('/admin/host/status')).status).toBe(200);

    storage = await startStorage({ folder, ports });
    await queue.sendMessage(encode('after'));
    await did(host, 'work', 2);
    const isBack = () => host.output().match(/is polled again/g)?.length === 2;
    await eventually('it says so once for each queue', isBack);
  });

  it('starts nonetheless, and takes its queues up once storage is there', async () => {
    const ports = storage.ports;
    await storage.stop();
    const name = `queue-${++queueNumber}`;
    const host = await startHost({
      appFolder,
      settings: { AzureWebJobsStorage: storage.connectionString, Queue: name },
    });
    await eventually('it is missed', () => away(host) === 2);
    storage = await startStorage({ folder, ports });
    const queue = queueOf(storage.connectionString, name);
    await queue.createIfNotExists();
    await queue.sendMessage(encode('at last'));
    await did(host, 'work', 1);
  });
});
