/** Names what storage answered, so that nobody else reads status codes or the SDK's error shapes. */
import { isRestError, type RestError } from '@azure/core-rest-pipeline';

/** Storage could not be reached or could not serve; the operation may or may not have happened. */
export class StorageUnavailable extends Error {
  readonly code = 'storage-unavailable';

  constructor(operation: string, cause: unknown) {
    super(`Storage did not answer (${operation}).`, { cause });
    this.name = 'StorageUnavailable';
  }
}

/** Storage's own answer to an operation: `unavailable` covers no answer, time-outs, throttling and 5xx. */
export type StorageFault = 'not-found' | 'no-table' | 'exists' | 'changed' | 'unavailable' | 'other';

const UNAVAILABLE_STATUS = new Set([408, 429, 500, 502, 503, 504]);

/** What kind of answer this error is. */
export function storageFault(error: unknown): StorageFault {
  if (!isRestError(error)) return isAbort(error) ? 'unavailable' : 'other';
  const status = error.statusCode;
  if (status === undefined || UNAVAILABLE_STATUS.has(status)) return 'unavailable';
  if (status === 404)
    return codeOf(error) === 'TableNotFound' || codeOf(error) === 'QueueNotFound' ? 'no-table' : 'not-found';
  if (status === 409) return 'exists';
  return status === 412 ? 'changed' : 'other';
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

function codeOf(error: RestError): string | undefined {
  const details = error.details as
    { odataError?: { code?: string }; errorCode?: string; code?: string } | undefined;
  return details?.odataError?.code ?? details?.errorCode ?? details?.code ?? error.code;
}

/** The error to throw for an operation that failed for no expected reason: unavailable storage gets its own class. */
export function storageErrorOf(operation: string, error: unknown): unknown {
  return storageFault(error) === 'unavailable' ? new StorageUnavailable(operation, error) : error;
}
