/** The SDKs' own clients on a storage that a test has started. */
import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { QueueServiceClient, type QueueClient, type StorageRetryOptions } from '@azure/storage-queue';

export function tableOf(
  connectionString: string,
  name: string,
  retryOptions: TableServiceClientOptions['retryOptions'] = {},
): TableClient {
  return TableClient.fromConnectionString(connectionString, name, {
    allowInsecureConnection: true,
    retryOptions,
  });
}

export function queueOf(
  connectionString: string,
  name: string,
  retryOptions: StorageRetryOptions = {},
): QueueClient {
  return QueueServiceClient.fromConnectionString(connectionString, { retryOptions }).getQueueClient(name);
}

/** The texts of all messages that are visible; they are hidden for ten minutes by it. */
export async function messagesOf(queue: QueueClient): Promise<string[]> {
  const texts: string[] = [];
  for (;;) {
    const { receivedMessageItems } = await queue.receiveMessages({
      numberOfMessages: 32,
      visibilityTimeout: 600,
    });
    if (receivedMessageItems.length === 0) return texts;
    texts.push(...receivedMessageItems.map((item) => item.messageText));
  }
}

/** The row keys of a whole table. */
export async function rowKeysOf(table: TableClient): Promise<string[]> {
  const keys: string[] = [];
  for await (const entity of table.listEntities<{ rowKey: string }>()) keys.push(entity.rowKey ?? '');
  return keys;
}
