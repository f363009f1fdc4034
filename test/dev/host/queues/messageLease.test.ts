// A message whose function runs for long stays hidden: its lease is renewed, and ended by the newest receipt.
import { randomUUID } from 'node:crypto';
import { MessageLease } from '../../../../dev/host/queues/messageLease';
import { queueOf } from '../../../support/storageClients';

const HALF_A_LEASE_MS = 5 * 60_000;
const queue = queueOf(process.env.RECADO_TEST_STORAGE ?? '', `lease-${randomUUID()}`);

beforeAll(async () => {
  await queue.createIfNotExists();
});
beforeEach(() => {
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'performance',
      'nextTick',
      'queueMicrotask',
      'setImmediate',
      'setTimeout',
      'clearTimeout',
    ],
  });
});
afterEach(() => jest.useRealTimers());
afterAll(() => queue.deleteIfExists());

async function aLease(faults: unknown[] = []) {
  await queue.sendMessage('x');
  const { receivedMessageItems } = await queue.receiveMessages({ visibilityTimeout: 600 });
  const [message] = receivedMessageItems;
  if (!message) throw new Error('There is no message.');
  return {
    message,
    lease: new MessageLease(queue, message.messageId, message.popReceipt, (fault) => faults.push(fault)),
  };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 200));

it('is renewed when half of its time is over', async () => {
  const { message, lease } = await aLease();
  jest.advanceTimersByTime(HALF_A_LEASE_MS - 1);
  await pause();
  expect(lease.receipt).toBe(message.popReceipt);
  jest.advanceTimersByTime(1);
  await pause();
  expect(lease.receipt).not.toBe(message.popReceipt);
  lease.end();
  await expect(queue.deleteMessage(message.messageId, message.popReceipt)).rejects.toThrow();
  await queue.deleteMessage(lease.messageId, lease.receipt);
});

it('is renewed no longer once it has ended', async () => {
  const { message, lease } = await aLease();
  lease.end();
  jest.advanceTimersByTime(3 * HALF_A_LEASE_MS);
  await pause();
  expect(lease.receipt).toBe(message.popReceipt);
  await queue.deleteMessage(lease.messageId, lease.receipt);
});

it('says so when it cannot be renewed', async () => {
  const faults: unknown[] = [];
  const { message, lease } = await aLease(faults);
  await queue.deleteMessage(message.messageId, message.popReceipt);
  jest.advanceTimersByTime(HALF_A_LEASE_MS);
  await pause();
  expect(faults).toHaveLength(1);
  lease.end();
});
