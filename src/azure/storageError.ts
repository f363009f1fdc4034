/** Names what storage answered, so that nobody else reads status codes or the SDK's error shapes. */
import { isRestError, type PipelineResponse, RestError } from '@azure/core-rest-pipeline';

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
/** The codes that say that the table or queue itself is not there. */
const MISSING = new Set<string | undefined>(['TableNotFound', 'QueueNotFound']);

/** What kind of answer this error is. */
export function storageFault(error: unknown): StorageFault {
  if (!isRestError(error)) return isAbort(error) ? 'unavailable' : 'other';
  return error.statusCode === undefined
    ? 'unavailable'
    : faultOfStatus(error.statusCode, () => codeOf(error));
}

function faultOfStatus(status: number, code: () => string | undefined): StorageFault {
  if (UNAVAILABLE_STATUS.has(status)) return 'unavailable';
  if (status === 404) return MISSING.has(code()) ? 'no-table' : 'not-found';
  if (status === 409) return 'exists';
  return status === 412 ? 'changed' : 'other';
}

/** An answer of storage that is no success, as a value: an error with its stack is only made for one that nobody expected. */
export class Refusal {
  /** @param error - makes what is thrown for it. */
  constructor(
    readonly fault: StorageFault,
    readonly error: () => unknown,
  ) {}
}

/** The refusal that an operation threw. */
export const refusalOfError = (error: unknown): Refusal => new Refusal(storageFault(error), () => error);

/** The refusal that a response without success is. */
export function refusalOf(response: PipelineResponse): Refusal {
  const { status: statusCode, request } = response;
  const code = (): string | undefined => errorCodeOf(response.bodyAsText ?? '');
  return new Refusal(
    faultOfStatus(statusCode, code),
    () =>
      new RestError(`Storage answered ${statusCode}.`, {
        statusCode,
        request,
        response,
        ...definedCode(code()),
      }),
  );
}

const definedCode = (code: string | undefined) => (code === undefined ? {} : { code });

/** The code in a body in the Table service's form; undefined where there is none. */
function errorCodeOf(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { 'odata.error'?: { code?: string } })['odata.error']?.code;
  } catch {
    return undefined; // an answer of something between, not of storage
  }
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
