/**
 * The Limits table: how far each tenant's send slots are reserved, when those come back who had none, until when the tenant is
 * paused, and who was throttled just now.
 */
import { tableKey } from '../../azure/tableKey';
import type { Table } from '../../azure/table';
import type { LastBack } from './timesBack';

export const LIMITS_TABLE = 'Limits';

export interface LimitsRow {
  /** The first slot that nobody has, epoch ms. */
  nextSlotAt: number;
  /** Epoch ms; 0 where there is no pause. */
  pausedUntil: number;
  /** When the last of those comes back who were sent away, epoch ms; 0 where nobody was. */
  bulkBackAt: number;
  othersBackAt: number;
  /** JSON of the threads that were throttled last, each with its time. */
  throttled: string;
}

export interface TenantLimits {
  nextSlotAt: number;
  pausedUntil: number;
  lastBack: LastBack;
  throttled: { thread: string; at: number }[];
  /** Absent before the first row. */
  etag?: string;
}

export interface LimitsStore {
  read(tenant: string): Promise<TenantLimits>;
  /** Writes it if nobody else has meanwhile: gives the new ETag, or undefined. */
  write(tenant: string, limits: TenantLimits): Promise<string | undefined>;
}

const ROW_KEY = 'rate';

export function createLimitsStore(table: Table<LimitsRow>): LimitsStore {
  const read = async (tenant: string): Promise<TenantLimits> => {
    const row = await table.get(tableKey(tenant), ROW_KEY);
    if (!row) return { nextSlotAt: 0, pausedUntil: 0, lastBack: { bulk: 0, others: 0 }, throttled: [] };
    return {
      nextSlotAt: timeOf(row.nextSlotAt),
      pausedUntil: timeOf(row.pausedUntil),
      lastBack: { bulk: timeOf(row.bulkBackAt), others: timeOf(row.othersBackAt) },
      throttled: throttledOf(row.throttled),
      etag: row.etag,
    };
  };
  return {
    read,
    async write(tenant, { nextSlotAt, pausedUntil, lastBack, throttled, etag }) {
      const row = {
        ...{ partitionKey: tableKey(tenant), rowKey: ROW_KEY, nextSlotAt, pausedUntil },
        ...{ bulkBackAt: lastBack.bulk, othersBackAt: lastBack.others },
        throttled: JSON.stringify(throttled),
      };
      if (etag === undefined) {
        const created = await table.create(row);
        return created.outcome === 'created' ? created.etag : undefined;
      }
      const merged = await table.merge(row, etag);
      return merged.outcome === 'merged' ? merged.etag : undefined;
    },
  };
}

/** What cannot be read counts for nothing: the row only says what was reserved a moment ago, and is written anew. */
const timeOf = (value: unknown): number => (Number.isFinite(value) ? (value as number) : 0);

function throttledOf(json: unknown): TenantLimits['throttled'] {
  try {
    const signs: unknown = JSON.parse(String(json));
    return Array.isArray(signs) ? signs.filter(isSign) : [];
  } catch {
    return []; // as above
  }
}

function isSign(value: unknown): value is TenantLimits['throttled'][number] {
  const { thread, at } = (value ?? {}) as Record<string, unknown>;
  return typeof thread === 'string' && Number.isFinite(at);
}
