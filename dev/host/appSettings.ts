// The app's settings as `func` gives them: the environment wins over local.settings.json, and both reach process.env.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostError, messageOf } from './hostError';

const FILE_NAME = 'local.settings.json';

/** The settings of the app that is being run. */
export interface AppSettings {
  /** The value of a setting; undefined when it is not set. `:` in the name reads as `__`. */
  get(name: string): string | undefined;
  /** The names of all settings. */
  names(): string[];
  /** Replaces each `%NAME%` by its setting; throws a HostError that names the setting when it is missing. */
  resolve(text: string): string;
}

/** Settings read from an environment. */
export function settingsOf(environment: Record<string, string | undefined>): AppSettings {
  const get = (name: string) => environment[name] ?? environment[name.replaceAll(':', '__')];
  return {
    get,
    names: () => Object.keys(environment),
    resolve: (text) =>
      text.replaceAll(/%([^%]+)%/g, (_match, name: string) => {
        const value = get(name);
        if (value === undefined)
          throw new HostError('badSettings', `The setting ${name}, used as %${name}%, is not set.`);
        return value;
      }),
  };
}

/** The `Values` of the app's local.settings.json, as texts; none when there is no such file. Throws a HostError when it cannot be read. */
export function readLocalSettings(appFolder: string): Record<string, string> {
  const file = join(appFolder, FILE_NAME);
  if (!existsSync(file)) return {};
  const { IsEncrypted, Values = {} } = parseObject(readFileSync(file, 'utf8'));
  if (IsEncrypted === true) {
    throw new HostError('badSettings', `${FILE_NAME} is encrypted; run \`func settings decrypt\` first.`);
  }
  if (!isRecord(Values)) throw new HostError('badSettings', `${FILE_NAME}: "Values" must be an object.`);
  return Object.fromEntries(Object.entries(Values).map(([name, value]) => [name, textOf(name, value)]));
}

function parseObject(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new HostError('badSettings', `${FILE_NAME} is not valid JSON: ${messageOf(error)}`, {
      cause: error,
    });
  }
  if (!isRecord(parsed)) throw new HostError('badSettings', `${FILE_NAME} must hold a JSON object.`);
  return parsed;
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new HostError('badSettings', `${FILE_NAME}: the value of "${name}" must be a text.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
