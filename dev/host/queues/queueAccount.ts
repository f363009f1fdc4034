// Opens the storage account that a queue binding's `connection` names: a connection string, or an account with identity.
import { QueueServiceClient, type StoragePipelineOptions } from '@azure/storage-queue';
import type { TokenCredential } from '@azure/identity';
import type { AppSettings } from '../appSettings';
import { HostError, messageOf } from '../hostError';

/** A poll is repeated by its own loop: it does not retry inside a call. */
const POLLING: StoragePipelineOptions = { retryOptions: { maxTries: 1 } };
/** What ends a message's handling is retried, since a message that cannot be deleted comes again. */
const COMPLETING: StoragePipelineOptions = {
  retryOptions: { maxTries: 5, retryDelayInMs: 250, maxRetryDelayInMs: 4000 },
};

/** One account, for receiving and for all that follows. */
export interface QueueAccount {
  polling: QueueServiceClient;
  completing: QueueServiceClient;
}

/** Opens each account once; throws a HostError that names the setting when it is missing or not valid. */
export function createQueueAccounts(settings: AppSettings): (connection: string) => QueueAccount {
  const accounts = new Map<string, QueueAccount>();
  return (connection) => {
    let account = accounts.get(connection);
    if (!account) {
      account = {
        polling: open(connection, settings, POLLING),
        completing: open(connection, settings, COMPLETING),
      };
      accounts.set(connection, account);
    }
    return account;
  };
}

function open(
  connection: string,
  settings: AppSettings,
  options: StoragePipelineOptions,
): QueueServiceClient {
  const connectionString = settings.get(connection) ?? settings.get(`AzureWebJobs${connection}`);
  if (connectionString) {
    try {
      return QueueServiceClient.fromConnectionString(connectionString, options);
    } catch (error) {
      throw new HostError(
        'badSettings',
        `The setting ${connection} is not a storage connection string: ${messageOf(error)}`,
      );
    }
  }
  const accountName = settings.get(`${connection}__accountName`);
  const url =
    settings.get(`${connection}__queueServiceUri`) ??
    (accountName && `https://${accountName}.queue.core.windows.net`);
  if (!url) {
    throw new HostError(
      'badSettings',
      `A queue needs the setting ${connection} (a connection string) or ${connection}__accountName.`,
    );
  }
  return new QueueServiceClient(url, lazyCredential(settings.get(`${connection}__clientId`)), options);
}

/** Loads the identity library when it is first needed: most local storage is opened by a connection string. */
function lazyCredential(managedIdentityClientId: string | undefined): TokenCredential {
  let credential: Promise<TokenCredential> | undefined;
  const load = async () => {
    const { DefaultAzureCredential } = await import('@azure/identity');
    return new DefaultAzureCredential(managedIdentityClientId ? { managedIdentityClientId } : {});
  };
  return { getToken: async (scopes, options) => (await (credential ??= load())).getToken(scopes, options) };
}
