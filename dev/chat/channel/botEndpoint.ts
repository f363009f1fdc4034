// Posts an activity to the bot's messaging endpoint, as the channel does: 15 seconds to answer, never a second try.
import type { WireActivity } from '../directory/wireActivity';

/** What the bot answered. `status` is undefined when there was no answer at all; `detail` says why, in words. */
export interface BotAnswer {
  readonly isOk: boolean;
  readonly status?: number;
  /** The JSON of the answer (an invoke's response), or its text. */
  readonly body?: unknown;
  readonly detail?: string;
}

/** The channel's patience. */
export const ANSWER_WITHIN_MS = 15_000;

/** Posts one activity. Never rejects: what went wrong is in the answer. */
export async function postToBot(
  url: string,
  activity: WireActivity,
  timeoutMs = ANSWER_WITHIN_MS,
): Promise<BotAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = readBody(await response.text());
    const { status, ok: isOk } = response;
    return isOk ? { isOk, status, body } : { isOk, status, body, detail: describeRefusal(body) };
  } catch (failure) {
    return { isOk: false, detail: describeFailure(failure, timeoutMs) };
  }
}

function readBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The words of a problem+json body or of a plain text. */
function describeRefusal(body: unknown): string {
  if (typeof body === 'string') return body.slice(0, 300);
  const { detail, title } = (body ?? {}) as { detail?: unknown; title?: unknown };
  return typeof detail === 'string' ? detail : typeof title === 'string' ? title : '';
}

/** `fetch` rejects with a TimeoutError, or with an error whose cause has the system's code. */
function describeFailure(failure: unknown, timeoutMs: number): string {
  const { name, message, cause } = failure as Error & { readonly cause?: NodeJS.ErrnoException };
  if (name === 'TimeoutError') return `It took longer than ${timeoutMs / 1000} seconds.`;
  if (cause?.code === 'ECONNREFUSED')
    return 'Nothing listens at its address: it is not running, or still starting.';
  return cause?.message ?? message;
}
