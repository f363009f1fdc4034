/** The token in a callback's address: it lets whoever holds it answer this one question, until it expires. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Table } from '../azure/table';
import { SECOND_MS } from '../clock';

/** The row of the key with which tokens are signed; made once, and never in the settings. */
export interface KeyRow {
  key: string;
}

export interface CallbackTokens {
  /** A token for this question, good until then (epoch ms). */
  create(id: string, expiresAt: number): Promise<string>;
  /** Whether the token is for this question, ours, and good at this time. */
  isGood(id: string, token: string, now: number): Promise<boolean>;
}

const KEY_ROW = { partitionKey: 'keys', rowKey: 'callback' };
const TOKEN = /^(\d{1,12})\.([A-Za-z0-9_-]{43})$/;

/** @param newKey - a new random key, at least 32 bytes as text. */
export function createCallbackTokens(table: Table<KeyRow>, newKey: () => string): CallbackTokens {
  let loading: Promise<string> | undefined;
  const key = (): Promise<string> => {
    loading ??= loadKey(table, newKey).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return {
    async create(id, expiresAt) {
      const expires = String(Math.ceil(expiresAt / SECOND_MS));
      return `${expires}.${sign(await key(), id, expires)}`;
    },
    async isGood(id, token, now) {
      const [, expires, signature] = TOKEN.exec(token) ?? [];
      if (!expires || !signature) return false;
      const expected = Buffer.from(sign(await key(), id, expires));
      return timingSafeEqual(Buffer.from(signature), expected) && now < Number(expires) * SECOND_MS;
    },
  };
}

const sign = (key: string, id: string, expires: string): string =>
  createHmac('sha256', key).update(`answer-callback\n${id}\n${expires}`).digest('base64url');

/** The key that there is; of several that are made at once, the first one stored holds. */
async function loadKey(table: Table<KeyRow>, newKey: () => string): Promise<string> {
  const known = await table.get(KEY_ROW.partitionKey, KEY_ROW.rowKey);
  if (known) return known.key;
  await table.insert({ ...KEY_ROW, key: newKey() });
  const stored = await table.get(KEY_ROW.partitionKey, KEY_ROW.rowKey);
  if (!stored) throw new Error('The key for callbacks was stored and is not there.');
  return stored.key;
}
