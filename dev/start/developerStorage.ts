/** Gives the app a storage: one on this machine, or the account that the developer has put into the settings. */
import { join } from 'node:path';
import { startStorage, StorageError, type LocalStorage } from '../storage/storage';
import { hasOwnStorageAccount } from './localSettings';
import { storagePorts } from './options';
import { portTakenError } from './ports';
import type { StartContext } from './startContext';
import { StartError } from './startError';

/** What the host is told, and what people are told. */
export interface DeveloperStorage {
  /** Settings for the host's environment. */
  settings: Record<string, string>;
  description: string;
  /** Undefined for an account of the developer's own. */
  local: LocalStorage | undefined;
}

/** Starts Azurite unless the settings name an account. Throws StartError in words for the person at the keyboard. */
export async function provideStorage(context: StartContext, needsBlobs: boolean): Promise<DeveloperStorage> {
  const { root, env, options, dataFolder, parts } = context;
  if (hasOwnStorageAccount(root, env)) {
    return { settings: {}, description: 'the account named in the settings', local: undefined };
  }
  const ports = storagePorts(options.storagePort, needsBlobs);
  const local = await startStorage({
    folder: join(dataFolder, 'storage'),
    ports,
    fresh: options.fresh,
  }).catch(explain);
  parts.add({
    name: 'storage',
    stop: () => local.stop(),
    ended: local.ended.then(({ code, signal }) =>
      signal ? `was ended by ${signal}` : `ended with code ${code}`,
    ),
  });
  const listed = Object.entries(local.ports).map(([service, port]) => `${service} ${port}`);
  return {
    settings: { AzureWebJobsStorage: local.connectionString },
    description: `Azurite on 127.0.0.1, ports: ${listed.join(', ')}`,
    local,
  };
}

function explain(error: unknown): never {
  if (!(error instanceof StorageError)) throw error;
  const { failure } = error;
  if (failure.code === 'port-taken')
    throw portTakenError(failure.port, `${failure.service} storage`, '--storage-port');
  throw new StartError(failure.message, { cause: error });
}
