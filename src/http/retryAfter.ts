/** How long the answer to a call asks to wait before the next one. */
import { SECOND_MS } from '../clock';

/** The header `Retry-After`, seconds or an HTTP date, as ms from now; undefined where it is absent or neither. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * SECOND_MS);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
