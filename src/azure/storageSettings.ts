/** The settings that say where the storage account is and how it is reached; the Functions host reads the same ones. */
import { optionalGuid, optionalHttpsUrl, optionalText } from '../settingFields';
import { isConnectionString } from './connectionString';
import type { StorageSettings } from './storageAccount';

/** The settings' schema, by their names. */
export const storageSettingsShape = {
  AzureWebJobsStorage: optionalText.refine(
    (text) => text === undefined || isConnectionString(text),
    'is not a storage connection string',
  ),
  AzureWebJobsStorage__accountName: optionalText.refine(
    (text) => text === undefined || /^[a-z0-9]{3,24}$/.test(text),
    'is not a storage account name (3 to 24 lower-case letters and digits)',
  ),
  AzureWebJobsStorage__tableServiceUri: optionalHttpsUrl,
  AzureWebJobsStorage__queueServiceUri: optionalHttpsUrl,
  AzureWebJobsStorage__clientId: optionalGuid,
};

type Raw = { [K in keyof typeof storageSettingsShape]?: string | undefined };

/** The settings of values that the schema has let through; undefined when they name no account. */
export function storageSettingsOf(raw: Raw): StorageSettings | undefined {
  if (raw.AzureWebJobsStorage)
    return { kind: 'connection-string', connectionString: raw.AzureWebJobsStorage };
  const account = raw.AzureWebJobsStorage__accountName;
  const tableUrl =
    raw.AzureWebJobsStorage__tableServiceUri ?? (account && `https://${account}.table.core.windows.net`);
  const queueUrl =
    raw.AzureWebJobsStorage__queueServiceUri ?? (account && `https://${account}.queue.core.windows.net`);
  if (!tableUrl || !queueUrl) return undefined;
  const clientId = raw.AzureWebJobsStorage__clientId;
  return { kind: 'identity', tableUrl, queueUrl, ...(clientId ? { clientId } : {}) };
}
