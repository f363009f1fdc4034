/** What a failed call of the channel may hold, and how long its answer asks to wait. */
import { HOUR_MS } from '../clock';
import { retryAfterMs } from '../http/retryAfter';

/** Everything may be absent: clients and libraries throw as they like. */
export interface ChannelError {
  statusCode?: unknown;
  status?: unknown;
  code?: unknown;
  errorCode?: unknown;
  name?: string;
  message?: string;
  cause?: unknown;
  errors?: unknown;
  response?: { status?: unknown; statusCode?: unknown; headers?: Headers | Record<string, string> };
  headers?: Headers | Record<string, string>;
}

type Headers = { get(name: string): string | undefined | null };

/** Longer than any window of the channel's limits: whoever asks for more is asked again after it. */
const MOST_MS = HOUR_MS;

/** The status that the channel answered with; undefined without an answer. */
export function statusOf({ statusCode, status: plain, response }: ChannelError): number | undefined {
  const status = Number(statusCode ?? plain ?? response?.status ?? response?.statusCode);
  return Number.isInteger(status) && status >= 100 ? status : undefined;
}

/** Retry-After as ms from now, an hour at most; undefined where it is absent or cannot be read. */
export function retryAfterOf(fault: ChannelError, nowMs: number): number | undefined {
  const header = headerOf(fault.response?.headers) ?? headerOf(fault.headers);
  const wait = retryAfterMs(header, nowMs);
  return wait === undefined ? undefined : Math.min(wait, MOST_MS);
}

function headerOf(headers: Headers | Record<string, string> | undefined): string | undefined {
  const value: unknown =
    typeof headers?.get === 'function'
      ? headers.get('retry-after')
      : Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
