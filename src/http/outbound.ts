/** The one way to call an address that a person or a caller has named: never into private networks, never without an end. */
import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { SECOND_MS } from '../clock';
import { ACCEPTED_ENCODINGS, readBody } from './outboundBody';
import { hostOf, isPrivateHost, type OutboundPolicy, type Refusal, refusalOf } from './outboundPolicy';
import { isPublicAddress } from './publicAddress';

export interface OutboundRequest {
  url: string;
  /** `GET` when left out. Only that follows redirects. */
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Of the answer's body, unpacked; 1 MiB when left out. */
  maxBytes?: number;
  /** For all of it, redirects and body too; 10 s when left out. */
  timeoutMs?: number;
  /** 5 when left out. */
  maxRedirects?: number;
}

type Headers = Readonly<Record<string, string>>;

export type OutboundOutcome =
  /** 2xx. `url` is where the redirects led to. */
  | { kind: 'ok'; status: number; headers: Headers; body: string; url: string }
  /** Any other status; its body is not read. */
  | { kind: 'status'; status: number; headers: Headers }
  /** Not called, or not followed to where it was led. */
  | { kind: 'refused'; reason: Refusal }
  /** Nobody there, no such name, no valid certificate, a broken answer: the reason is a code for logs. */
  | { kind: 'unreachable'; reason: string }
  | { kind: 'timeout' }
  | { kind: 'tooLarge' };

export interface Outbound {
  /** What can be refused without the network, to say it at once; undefined when nothing is. */
  refusalOf(url: string): Refusal | undefined;
  /** Calls; never throws. */
  call(request: OutboundRequest): Promise<OutboundOutcome>;
}

/** The addresses of a name. */
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

const USUAL = { maxBytes: 1024 * 1024, timeoutMs: 10 * SECOND_MS, maxRedirects: 5 } as const;
const REDIRECTS = [301, 302, 303, 307, 308];
/** What is meant for one host alone. */
const SECRETS = /^(?:authorization|cookie|proxy-authorization|webhook-.*)$/i;

class AddressRefused extends Error {
  readonly code = 'address-refused';
}

/** Makes the way out. What it resolves is what it connects to: the check stands in the socket's own look-up. */
export function createOutbound(
  policy: OutboundPolicy,
  resolve: Resolve = (host) => lookup(host, { all: true }),
): Outbound {
  return {
    refusalOf: (url) => refusalOf(url, policy),
    async call(request) {
      const ending = new AbortController();
      const timer = setTimeout(() => ending.abort(), request.timeoutMs ?? USUAL.timeoutMs);
      try {
        return await follow({ policy, resolve, signal: ending.signal }, request);
      } catch (error) {
        if (ending.signal.aborted) return { kind: 'timeout' };
        if (error instanceof AddressRefused) return { kind: 'refused', reason: 'private' };
        return { kind: 'unreachable', reason: codeOf(error) };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

interface Way {
  policy: OutboundPolicy;
  resolve: Resolve;
  signal: AbortSignal;
}

async function follow(way: Way, request: OutboundRequest): Promise<OutboundOutcome> {
  const { method = 'GET', maxRedirects = USUAL.maxRedirects, maxBytes = USUAL.maxBytes } = request;
  let { url, headers = {} } = request;
  for (let redirects = 0; ; redirects += 1) {
    const reason = redirects > maxRedirects ? 'redirects' : refusalOf(url, way.policy);
    if (reason) return { kind: 'refused', reason };
    const answer = await send(way, new URL(url), { ...request, headers });
    try {
      const { location } = answer.headers;
      if (method !== 'GET' || !REDIRECTS.includes(answer.statusCode ?? 0) || location === undefined)
        return await outcomeOf(answer, url, maxBytes);
      if (!URL.canParse(location, url)) return { kind: 'refused', reason: 'not-a-url' };
      const next = new URL(location, url);
      if (next.origin !== new URL(url).origin) headers = withoutSecrets(headers);
      url = next.href;
    } finally {
      answer.destroy();
    }
  }
}

async function outcomeOf(answer: IncomingMessage, url: string, maxBytes: number): Promise<OutboundOutcome> {
  const status = answer.statusCode ?? 0;
  const headers = headersOf(answer);
  if (status < 200 || status > 299) return { kind: 'status', status, headers };
  const body = await readBody(answer, maxBytes);
  return body === undefined ? { kind: 'tooLarge' } : { kind: 'ok', status, headers, body, url };
}

/** One request on a connection of its own. */
function send(
  way: Way,
  url: URL,
  { method = 'GET', headers, body }: OutboundRequest,
): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:';
  const agent = isTls ? new https.Agent({ keepAlive: false }) : new http.Agent({ keepAlive: false });
  const host = hostOf(url);
  return new Promise((answered, failed) => {
    const request = (isTls ? https : http).request({
      ...{ method, agent, signal: way.signal, lookup: lookupFor(way, url) },
      host,
      port: url.port || (isTls ? 443 : 80),
      path: `${url.pathname}${url.search}`,
      headers: {
        'user-agent': 'Recado',
        'accept-encoding': ACCEPTED_ENCODINGS,
        ...headers,
        host: host.includes(':') ? `[${host}]${portOf(url)}` : `${host}${portOf(url)}`,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      },
    });
    request.once('response', answered);
    // Also after the answer: a connection that breaks then is seen where the body is read.
    request.on('error', failed);
    request.end(body);
  });
}

const portOf = ({ port }: URL): string => (port ? `:${port}` : '');

/** Resolves for the socket; one address that is not public among several refuses them all. */
function lookupFor({ policy, resolve }: Way, url: URL): LookupFunction {
  const isAnywhere = isPrivateHost(url, policy);
  return (host, options, callback) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (!first) return callback(new Error('no address'), []);
        if (!isAnywhere && !found.every(({ address }) => isPublicAddress(address)))
          return callback(new AddressRefused('The name leads to an address that is not public.'), []);
        return options.all ? callback(null, [...found]) : callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

function headersOf({ headers }: IncomingMessage): Headers {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(entries) as Headers;
}

const withoutSecrets = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRETS.test(name)));

/** Told by its fields: errors of the platform need not be of this realm. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return [code, name].find((told) => typeof told === 'string') ?? 'unknown';
}
