/** The SDKs' own clients on a storage that a test has started. */
import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { QueueServiceClient, type QueueClient } from '@azure/storage-queue';

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

export function queueOf(connectionString: string, name: string): QueueClient {
  return QueueServiceClient.fromConnectionString(connectionString).getQueueClient(name);
}

/** The row keys of a whole table. */
export async function rowKeysOf(table: TableClient): Promise<string[]> {
  const keys: string[] = [];
  for await (const entity of table.listEntities<{ rowKey: string }>()) keys.push(entity.rowKey ?? '');
  return keys;
}
