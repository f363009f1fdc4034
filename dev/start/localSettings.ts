/** The app's settings on a developer's machine: made from the sample on the first start, the environment before the file. */
import { constants, copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { readLocalSettings } from '../host/appSettings';

export const SETTINGS_FILE = 'local.settings.json';
const SAMPLE_FILE = 'local.settings.sample.json';

/** Makes local.settings.json from the sample unless it is there; says whether it did. */
export function ensureLocalSettings(root: string): boolean {
  const file = join(root, SETTINGS_FILE);
  if (existsSync(file)) return false;
  copyFileSync(join(root, SAMPLE_FILE), file, constants.COPYFILE_EXCL);
  return true;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the settings name who answers questions, so that no sample is to be started for it. */
export function hasOwnAnswers(root: string, environment: Environment): boolean {
  const settings: Environment = { ...readLocalSettings(root), ...environment };
  return ['ANSWER_SERVICE_URL', 'ANSWER_EXPERTS_CHANNEL'].some((name) => settings[name]?.trim());
}

/** Whether the settings name a storage account of the developer's own, so that none is to be started here. */
export function hasOwnStorageAccount(root: string, environment: Environment): boolean {
  const settings: Environment = { ...readLocalSettings(root), ...environment };
  const connection = settings.AzureWebJobsStorage?.trim();
  if (connection) return !/^UseDevelopmentStorage=true/i.test(connection);
  return ['accountName', 'tableServiceUri', 'queueServiceUri'].some(
    (name) => settings[`AzureWebJobsStorage__${name}`],
  );
}
