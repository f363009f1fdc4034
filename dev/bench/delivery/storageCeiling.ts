/** What the local storage can do for one busy caller, beside which the figures of delivery are to be read. */
import { QueueClient } from '@azure/storage-queue';
import type { Row } from '../figures';
import { CONCURRENCY } from './dueStage';
import { openAccount } from './seedReminders';

const READS = 2000;
const MESSAGES = 1000;
const DELIVERIES = 1000;
/** As host.json has it. */
const BATCH = 8;

/** Rates at the concurrency of one host, with nothing else going on. */
export async function storageCeiling(connectionString: string): Promise<Row[]> {
  return [
    { figure: 'local storage alone: reads of a row', value: perSecond(await readRate(connectionString)) },
    {
      figure: `local storage alone: messages received and deleted, ${MESSAGES} waiting`,
      value: perSecond(await messageRate(connectionString)),
    },
    {
      figure: 'local storage alone: what one delivery asks of it',
      value: perSecond(await deliveryCeiling(connectionString)),
    },
  ];
}

/**
 * How often a second it can do what one delivery asks of it: receive a message, claim a row, read two, record in one, delete the
 * row, delete the message.
 */
export async function deliveryCeiling(connectionString: string): Promise<number> {
  const account = openAccount(connectionString);
  const table = account.table<{ text: string }>('CeilingRows');
  const queue = new QueueClient(connectionString, 'ceiling-rows');
  await queue.create();
  const keys = (row: number) => ({ partitionKey: `p${row % 16}`, rowKey: `${row}` });
  const due: { row: number; etag: string }[] = [];
  let made = 0;
  await rate(DELIVERIES, async () => {
    const row = (made += 1);
    const created = await table.create({ ...keys(row), text: 'due' });
    if (created.outcome === 'created') due.push({ row, etag: created.etag });
    await queue.sendMessage('text');
  });
  await table.upsert({ partitionKey: 'kept', rowKey: 'r', text: 'text' });
  const received = messagesOf(queue);
  return rate(DELIVERIES, async () => {
    const next = due.pop();
    const remove = await received();
    if (!next) return;
    const key = keys(next.row);
    const [claimed] = await Promise.all([
      table.merge({ ...key, text: 'claimed' }, next.etag),
      table.get('kept', 'r'),
    ]);
    await table.get('kept', 'r');
    await table.upsert({ partitionKey: 'kept', rowKey: key.rowKey, text: 'sent' });
    await table.remove(key.partitionKey, key.rowKey, claimed.outcome === 'merged' ? claimed.etag : '*');
    await remove();
  });
}

async function readRate(connectionString: string): Promise<number> {
  const table = openAccount(connectionString).table<{ text: string }>('Ceiling');
  await table.upsert({ partitionKey: 'p', rowKey: 'r', text: 'text' });
  return rate(READS, () => table.get('p', 'r'));
}

async function messageRate(connectionString: string): Promise<number> {
  const queue = new QueueClient(connectionString, 'ceiling');
  await queue.create();
  await rate(MESSAGES, () => queue.sendMessage('text'));
  const received = messagesOf(queue);
  return rate(MESSAGES, async () => (await received())());
}

/** Gives one message after the other as what deletes it; they are received several at a time. */
function messagesOf(queue: QueueClient): () => Promise<() => Promise<unknown>> {
  const received: { messageId: string; popReceipt: string }[] = [];
  return async () => {
    if (received.length === 0) {
      const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: BATCH });
      received.push(...receivedMessageItems);
    }
    const message = received.pop();
    return async () => message && queue.deleteMessage(message.messageId, message.popReceipt);
  };
}

/** How many a second, with so many at a time. */
async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return count / ((performance.now() - began) / 1000);
}

const perSecond = (value: number): string => `${value.toFixed(0)}/s`;
