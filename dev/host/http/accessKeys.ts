// Function keys: off as with a local `func`, or enforced as in Azure with keys that are kept in the data folder.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthLevel } from '../functionTable';
import { HostError, messageOf } from '../hostError';

const FILE_NAME = 'host-keys.json';

/** The two keys of a host: the default one opens functions, the master key opens everything. */
export interface HostKeys {
  default: string;
  master: string;
}

/** Whether a call with this key (if any) may pass. */
export type KeyCheck = (level: AuthLevel, key: string | undefined) => boolean;

/** Lets every call pass. */
export const keysAreOff: KeyCheck = () => true;

/** The host's keys, made on first use and kept in the data folder, readable by its owner only. */
export function loadHostKeys(dataFolder: string): HostKeys {
  const file = join(dataFolder, FILE_NAME);
  if (existsSync(file)) return readKeys(file);
  const keys: HostKeys = { default: newKey(), master: newKey() };
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 });
  return keys;
}

/** Enforces the keys as Azure does: the function level takes the default or the master key, the admin level the master key only. */
export function enforceKeys(keys: HostKeys): KeyCheck {
  const [ordinary, master] = [digest(keys.default), digest(keys.master)];
  return (level, key) => {
    if (level === 'anonymous') return true;
    if (key === undefined) return false;
    const given = digest(key);
    return timingSafeEqual(given, master) || (level === 'function' && timingSafeEqual(given, ordinary));
  };
}

function readKeys(file: string): HostKeys {
  let keys: Partial<HostKeys>;
  try {
    keys = JSON.parse(readFileSync(file, 'utf8')) as Partial<HostKeys>;
  } catch (error) {
    throw new HostError('badSettings', `${FILE_NAME} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  if (typeof keys.default === 'string' && typeof keys.master === 'string') return keys as HostKeys;
  throw new HostError(
    'badSettings',
    `${FILE_NAME} must hold "default" and "master"; delete it to have new keys made.`,
  );
}

function newKey(): string {
  return randomBytes(40).toString('base64url');
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
