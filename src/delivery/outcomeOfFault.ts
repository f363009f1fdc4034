/** What a fault of the row, or of the code, comes to: it stops no other, and has an end of its own. */
import { MalformedRow } from '../azure/malformedRow';
import { StorageUnavailable } from '../azure/storageError';
import { faultFields, faultText, type Log } from '../log';
import type { StoredDue } from './dueRow';
import type { Outcome } from './outcome';

/**
 * The outcome of a try that threw this.
 *
 * @throws StorageUnavailable as it came: storage is away for all, and no fault of this row. The lease ends, and the overdue scan
 * points to it again.
 */
export function outcomeOfFault(log: Log, { key, attempt }: StoredDue, error: unknown): Outcome {
  if (error instanceof StorageUnavailable) throw error;
  log.error('delivery.broken', { row: key.row, attempt, ...faultFields(error) });
  return error instanceof MalformedRow
    ? { kind: 'dead', reason: error.message }
    : { kind: 'transient', isAmbiguous: true, reason: faultText(error) };
}
