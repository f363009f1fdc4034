/** One storage queue for small JSON messages that stay hidden until they are due. */
import type { QueueClient } from '@azure/storage-queue';
import { SECOND_MS } from '../clock';
import { storageErrorOf, storageFault } from './storageError';

/** Storage hides a message for at most seven days. */
export const MAX_HIDDEN_MS = 7 * 24 * 60 * 60 * SECOND_MS;

export interface MessageQueue {
  /** Puts a message on the queue, hidden for this time (ms, rounded up to whole seconds, at most seven days). */
  send(message: object, hiddenMs?: number): Promise<void>;
  /** The first message that can be seen, as it was sent, and when that was (epoch ms); undefined when there is none. */
  peek(): Promise<{ message: unknown; sentAt: number } | undefined>;
  /** About how many messages wait, hidden ones included. */
  approximateLength(): Promise<number>;
}

/**
 * A queue, whose client is opened with its first use (its package is loaded late); the queue is made when it is first missed.
 * Messages are base64, as the Functions host expects.
 */
export function createMessageQueue(open: () => QueueClient): MessageQueue {
  let opened: QueueClient | undefined;
  async function run<R>(operation: string, attempt: (client: QueueClient) => Promise<R>): Promise<R> {
    const client = (opened ??= open());
    for (let isSecond = false; ; isSecond = true) {
      try {
        return await attempt(client);
      } catch (error) {
        if (storageFault(error) !== 'no-table' || isSecond)
          throw storageErrorOf(`${operation} ${client.name}`, error);
        await client.createIfNotExists().catch((cause: unknown) => {
          throw storageErrorOf(`create ${client.name}`, cause);
        });
      }
    }
  }
  return {
    async send(message, hiddenMs = 0) {
      const text = Buffer.from(JSON.stringify(message)).toString('base64');
      const visibilityTimeout = Math.ceil(Math.min(Math.max(hiddenMs, 0), MAX_HIDDEN_MS) / SECOND_MS);
      await run('send', (client) => client.sendMessage(text, { visibilityTimeout, messageTimeToLive: -1 }));
    },
    peek: () =>
      run('peek', async (client) => {
        const [first] = (await client.peekMessages({ numberOfMessages: 1 })).peekedMessageItems;
        return first && { message: messageOf(first.messageText), sentAt: first.insertedOn.getTime() };
      }),
    approximateLength: () =>
      run('length', async (client) => (await client.getProperties()).approximateMessagesCount ?? 0),
  };
}

/** What the text holds; undefined where it is none of ours. */
function messageOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString()) as unknown;
  } catch {
    return undefined; // whoever takes it from the queue reports it
  }
}
