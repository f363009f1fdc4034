/** What the local storage can do for one busy caller, beside which the figures of delivery are to be read. */
import { QueueClient } from '@azure/storage-queue';
import type { Row } from '../figures';
import { CONCURRENCY } from './dueStage';
import { openAccount } from './seedReminders';

const READS = 2000;
const MESSAGES = 1000;
/** As host.json has it. */
const BATCH = 8;

/** Rates at the concurrency of one host, with nothing else going on. */
export async function storageCeiling(connectionString: string): Promise<Row[]> {
  return [
    { figure: 'local storage alone: reads of a row', value: await readRate(connectionString) },
    {
      figure: `local storage alone: messages received and deleted, ${MESSAGES} waiting`,
      value: await messageRate(connectionString),
    },
  ];
}

async function readRate(connectionString: string): Promise<string> {
  const table = openAccount(connectionString).table<{ text: string }>('Ceiling');
  await table.upsert({ partitionKey: 'p', rowKey: 'r', text: 'text' });
  return rate(READS, () => table.get('p', 'r'));
}

async function messageRate(connectionString: string): Promise<string> {
  const queue = new QueueClient(connectionString, 'ceiling');
  await queue.create();
  await rate(MESSAGES, () => queue.sendMessage('text'));
  const received: { messageId: string; popReceipt: string }[] = [];
  return rate(MESSAGES, async () => {
    if (received.length === 0) {
      const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: BATCH });
      received.push(...receivedMessageItems);
    }
    const message = received.pop();
    if (message) await queue.deleteMessage(message.messageId, message.popReceipt);
  });
}

/** How many a second, with so many at a time. */
async function rate(count: number, work: () => Promise<unknown>): Promise<string> {
  const began = performance.now();
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return `${(count / ((performance.now() - began) / 1000)).toFixed(0)}/s`;
}
