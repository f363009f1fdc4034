// Puts the app's settings into process.env, where Functions apps read them.
import { readLocalSettings } from './appSettings';

/** What is set in the environment wins over local.settings.json, as with `func`. */
export function applyLocalSettings(appFolder: string): void {
  for (const [name, value] of Object.entries(readLocalSettings(appFolder))) process.env[name] ??= value;
}

/** What `func` tells an app of its surroundings. */
export function applyHostSettings(appFolder: string, port: number): void {
  process.env.AZURE_FUNCTIONS_ENVIRONMENT ??= 'Development';
  process.env.FUNCTIONS_WORKER_RUNTIME ??= 'node';
  process.env.AzureWebJobsScriptRoot = appFolder;
  process.env.WEBSITE_HOSTNAME = `127.0.0.1:${port}`;
}
