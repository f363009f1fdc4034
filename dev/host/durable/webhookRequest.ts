// A request to the management API: who it comes from, what it is about, and its parameters.
import { timingSafeEqual } from 'node:crypto';
import { WEBHOOK_PATH } from './webhookUrls';

/** A request as the host hands it over; header names are in lower case. */
export interface WebhookRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string;
}

/** A request that may be answered. */
export interface AuthorisedRequest {
  method: string;
  /** The decoded parts of the path below the webhook's own. */
  segments: string[];
  query: WebhookQuery;
  headers: Record<string, string>;
  body: string;
  /** As it was called. */
  url: URL;
}

/** The request when it carries the secret, in `code`, in `x-functions-key` or in the rpc address; otherwise undefined. */
export function authorise(request: WebhookRequest, systemKey: string): AuthorisedRequest | undefined {
  const path = request.url.pathname;
  const below = path.slice(path.toLowerCase().indexOf(WEBHOOK_PATH) + WEBHOOK_PATH.length);
  const segments = below.split('/').filter(Boolean).map(decoded);
  const isRpc = segments[0] === 'rpc';
  const query = new WebhookQuery(request.url.searchParams);
  const key = isRpc ? segments[1] : (query.text('code') ?? request.headers['x-functions-key']);
  if (key === undefined || !isSame(key, systemKey)) return undefined;
  return {
    ...request,
    method: request.method.toUpperCase(),
    segments: isRpc ? segments.slice(2) : segments,
    query,
  };
}

/** The parameters of a request: their names in any case, values that cannot be read as if they were not there. */
export class WebhookQuery {
  readonly #values = new Map<string, string>();

  constructor(parameters: URLSearchParams) {
    for (const [name, value] of parameters) {
      const earlier = this.#values.get(name.toLowerCase());
      this.#values.set(name.toLowerCase(), earlier === undefined ? value : `${earlier},${value}`);
    }
  }

  text(name: string): string | undefined {
    return this.#values.get(name.toLowerCase());
  }

  list(name: string): string[] | undefined {
    return this.text(name)
      ?.split(',')
      .map((entry) => entry.trim())
      .filter(Boolean);
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name)?.trim().toLowerCase();
    return value === 'true' ? true : value === 'false' ? false : undefined;
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    const value = text === undefined || text.trim() === '' ? NaN : Number(text);
    return Number.isFinite(value) ? value : undefined;
  }

  /** Epoch ms. */
  time(name: string): number | undefined {
    const value = Date.parse(this.text(name) ?? '');
    return Number.isNaN(value) ? undefined : value;
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // The client does not encode ids: a lone % is meant as it stands.
  }
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
