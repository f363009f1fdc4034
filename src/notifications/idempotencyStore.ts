/** The Idempotency table: what a caller's key was first used for, so that a call that is repeated makes nothing new. */
import { tableKey } from '../azure/tableKey';
import type { Stored, Table } from '../azure/table';
import { HOUR_MS } from '../clock';

export const IDEMPOTENCY_TABLE = 'Idempotency';
/** A key means the same call for this long. */
export const KEY_KEPT_MS = 24 * HOUR_MS;

export interface IdempotencyRow {
  /** The digest of the body. */
  body: string;
  /** The id that the notification has, or is to have. */
  notification: string;
  createdAt: Date;
}

/** The first call with a key. */
export interface FirstCall {
  body: string;
  notification: string;
  /** Epoch ms. */
  createdAt: number;
}

export interface IdempotencyStore {
  /** What the key stands for at this time. */
  find(tenant: string, key: string, now: number): Promise<FirstCall | undefined>;
  /** Makes the key stand for this call, unless it stands for one already: gives the one that counts. */
  claim(tenant: string, key: string, call: FirstCall): Promise<FirstCall>;
  /** Removes keys that stand for nothing any more, at most so many; tells how many. */
  purge(now: number, limit: number): Promise<number>;
}

/** Others claim the same key at the same moment, but not for ever. */
const MAX_TRIES = 20;

export function createIdempotencyStore(table: Table<IdempotencyRow>): IdempotencyStore {
  const keysOf = (tenant: string, key: string) => ({ partitionKey: tableKey(tenant), rowKey: tableKey(key) });
  const read = (tenant: string, key: string): Promise<Stored<IdempotencyRow> | undefined> => {
    const { partitionKey, rowKey } = keysOf(tenant, key);
    return table.get(partitionKey, rowKey);
  };
  return {
    async find(tenant, key, now) {
      const row = await read(tenant, key);
      return row && isFresh(row, now) ? callOf(row) : undefined;
    },
    async claim(tenant, key, call) {
      const mine = { ...keysOf(tenant, key), ...call, createdAt: new Date(call.createdAt) };
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        if ((await table.insert(mine)) === 'created') return call;
        const row = await read(tenant, key);
        if (row && isFresh(row, call.createdAt)) return callOf(row);
        // It stands for a call of long ago: of several that take it over, one does.
        if (row && (await table.merge(mine, row.etag)).outcome === 'merged') return call;
      }
      throw new Error(`A key was changed by others each time in ${MAX_TRIES} tries.`);
    },
    async purge(now, limit) {
      let count = 0;
      const old = new Date(now - KEY_KEPT_MS).toISOString();
      const columns = ['partitionKey', 'rowKey', 'etag'] as const;
      for await (const { partitionKey, rowKey, etag } of table.query(
        `createdAt lt datetime'${old}'`,
        columns,
      )) {
        if (count >= limit) break;
        if ((await table.remove(partitionKey, rowKey, etag)) === 'removed') count += 1;
      }
      return count;
    },
  };
}

const isFresh = ({ createdAt }: IdempotencyRow, now: number): boolean =>
  createdAt.getTime() > now - KEY_KEPT_MS;

const callOf = ({ body, notification, createdAt }: IdempotencyRow): FirstCall => ({
  ...{ body, notification },
  createdAt: createdAt.getTime(),
});
