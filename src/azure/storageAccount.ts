/** Opens the storage account's tables and queues, by connection string or by identity; knows no feature. */
import type { TokenCredential } from '@azure/core-auth';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { TableClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import { lateCredential } from './lateCredential';
import { createMessageQueue, type MessageQueue } from './messageQueue';
import { createTable, type Table } from './table';

/** How the account is reached: `AzureWebJobsStorage` as a connection string, or its identity-based form. */
export type StorageSettings =
  | { kind: 'connection-string'; connectionString: string }
  | { kind: 'identity'; tableUrl: string; queueUrl: string; clientId?: string };

export interface StorageAccount {
  table<T extends object>(name: string): Table<T>;
  queue(name: string): MessageQueue;
}

/** One try of one operation, in ms; the SDK then tries again as `RETRIES` says. */
const TRY_TIMEOUT_MS = 4000;
const RETRIES = { maxRetries: 2, retryDelayInMs: 100, maxRetryDelayInMs: 800 };

const bounded: PipelinePolicy = {
  name: 'recadoTryTimeout',
  sendRequest(request, next) {
    request.timeout = TRY_TIMEOUT_MS;
    return next(request);
  },
};

const CLIENT_OPTIONS = {
  retryOptions: RETRIES,
  additionalPolicies: [{ policy: bounded, position: 'perRetry' as const }],
};

const optionsWith = (policies: readonly PipelinePolicy[]) => ({
  ...CLIENT_OPTIONS,
  additionalPolicies: [
    ...CLIENT_OPTIONS.additionalPolicies,
    ...policies.map((policy) => ({ policy, position: 'perRetry' as const })),
  ],
});

/** Opens the account; nothing is sent before the first operation. `policies` see each request to a table and its answer. */
export function openStorageAccount(
  settings: StorageSettings,
  prefix = '',
  policies: readonly PipelinePolicy[] = [],
): StorageAccount {
  const credential = settings.kind === 'identity' ? lateCredential(settings.clientId) : undefined;
  let queues: QueueServiceClient | undefined;
  return {
    table: (name) => createTable(openTable(settings, prefix + name, optionsWith(policies), credential)),
    queue: (name) =>
      createMessageQueue(() => {
        queues ??= openQueues(settings, credential);
        return queues.getQueueClient(prefix.toLowerCase() + name);
      }),
  };
}

function openTable(
  settings: StorageSettings,
  name: string,
  options: ReturnType<typeof optionsWith>,
  credential?: TokenCredential,
): TableClient {
  if (settings.kind === 'connection-string') {
    const allowInsecureConnection =
      /UseDevelopmentStorage=true|DefaultEndpointsProtocol=http(?:;|$)|TableEndpoint=http:/i.test(
        settings.connectionString,
      );
    return TableClient.fromConnectionString(settings.connectionString, name, {
      ...options,
      allowInsecureConnection,
    });
  }
  return new TableClient(settings.tableUrl, name, required(credential), options);
}

function openQueues(settings: StorageSettings, credential?: TokenCredential): QueueServiceClient {
  const retryOptions = {
    maxTries: RETRIES.maxRetries + 1,
    tryTimeoutInMs: TRY_TIMEOUT_MS,
    retryDelayInMs: RETRIES.retryDelayInMs,
    maxRetryDelayInMs: RETRIES.maxRetryDelayInMs,
  };
  if (settings.kind === 'connection-string')
    return QueueServiceClient.fromConnectionString(settings.connectionString, { retryOptions });
  return new QueueServiceClient(settings.queueUrl, required(credential), { retryOptions });
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('An identity-based connection needs a credential.');
  return value;
}
