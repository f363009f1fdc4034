// A stand-in for Microsoft Graph on this machine: the calls of an installation, in batches too, throttled as documented and
// with faults on request. For tests and benchmarks of proactive installation.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LoopbackServer, startLoopbackServer } from '../chat/http/loopbackServer';
import { failure, type GraphRequest, type Reply, replyTo } from './graphReplies';
import type { GraphWorld } from './graphWorld';

export interface GraphStandInOptions {
  readonly world: GraphWorld;
  /** Epoch ms. */
  readonly now: () => number;
  /** From 0 up to 1; decides who meets a fault. */
  readonly random: () => number;
  /** Installations a second, in windows of a second; absent: any number. */
  readonly perSecond?: number;
  /** Shares of the installations, from 0 to 1. A 5xx may have installed all the same. */
  readonly faults?: {
    readonly throttled?: number;
    readonly conflict?: number;
    readonly failed?: number;
    /** Of the calls that look for chats: throttled. */
    readonly chats?: number;
  };
  /** Before each answer, ms. */
  readonly latencyMs?: number;
  /** Somebody has the app now who had not. */
  readonly onInstalled?: (id: string) => void;
}

/** A running stand-in, and what it counted. */
export interface GraphStandIn {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Installations that were asked for, in order. */
  readonly asked: readonly Asked[];
  /** Paths of all calls outside batches, in order. */
  readonly calls: readonly string[];
  stop(): Promise<void>;
}

/** An installation that was asked for: when (epoch ms), for whom, and what was answered. */
export interface Asked {
  readonly at: number;
  readonly id: string;
  readonly status: number;
}

interface BatchRequest {
  id: string;
  method: string;
  url: string;
  headers?: Record<string, unknown>;
  body?: unknown;
}

const MAX_BATCH = 20;
const INSTALLS = /\/installedApps$/;
const CHATS = /\/installedApps[/?]/;

export async function startGraphStandIn(options: GraphStandInOptions): Promise<GraphStandIn> {
  const asked: Asked[] = [];
  const calls: string[] = [];
  const server: LoopbackServer = await startLoopbackServer(
    0,
    async (request, response) => {
      const body = await bodyOf(request);
      calls.push(request.url ?? '');
      await sleep(options.latencyMs ?? 0);
      const target = (request.url ?? '').replace(/^\/v1\.0/, '');
      const base = `${server.url}/v1.0`;
      if (!request.headers.authorization?.startsWith('Bearer '))
        return respond(response, failure(401, 'InvalidAuthenticationToken', 'Access token is empty.'));
      const reply =
        target === '/$batch'
          ? batchReply(options, asked, body, base)
          : answer(
              options,
              asked,
              { method: request.method ?? 'GET', target, headers: request.headers, body },
              base,
            );
      respond(response, reply);
    },
    (fault) => process.emitWarning(fault instanceof Error ? fault : String(fault)),
  );
  return { url: server.url, asked, calls, stop: () => server.stop() };
}

/** Parts in another order than they were asked in, as Graph may give them. */
function batchReply(options: GraphStandInOptions, asked: Asked[], body: unknown, base: string): Reply {
  const { requests = [] } = (body ?? {}) as { requests?: BatchRequest[] };
  if (requests.length > MAX_BATCH)
    return failure(
      400,
      'BadRequest',
      `Number of batch request steps exceeds the maximum value of ${MAX_BATCH}.`,
    );
  const responses = requests.map(({ id, method, url, headers: sent = {}, body: part }) => {
    const names = Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value] as const);
    const request = { method, target: url, headers: Object.fromEntries(names), body: part };
    const { status, headers = {}, body: content } = answer(options, asked, request, base);
    return { id, status, headers, body: content };
  });
  return { status: 200, body: { responses: responses.reverse() } };
}

function answer(options: GraphStandInOptions, asked: Asked[], request: GraphRequest, base: string): Reply {
  const { world, now } = options;
  const { method, target } = request;
  const { chats = 0 } = options.faults ?? {};
  if (chats > 0 && method === 'GET' && CHATS.test(target) && options.random() < chats) return tooMany();
  if (method !== 'POST' || !INSTALLS.test(target)) return replyTo(world, request, base);
  const at = now();
  const reply = throttled(options, asked, at) ?? faulty(options, () => installed(options, request, base));
  asked.push({ at, id: idIn(target), status: reply.status });
  return reply;
}

function installed({ world, onInstalled }: GraphStandInOptions, request: GraphRequest, base: string): Reply {
  const reply = replyTo(world, request, base);
  if (reply.status === 201) onInstalled?.(idIn(request.target));
  return reply;
}

const idIn = (target: string): string =>
  decodeURIComponent(/^\/(?:users|teams)\/([^/]+)\//.exec(target)?.[1] ?? '');

function throttled(
  { perSecond }: GraphStandInOptions,
  asked: readonly Asked[],
  at: number,
): Reply | undefined {
  if (perSecond === undefined) return undefined;
  let inWindow = 0;
  for (let i = asked.length - 1; i >= 0 && (asked[i]?.at ?? 0) > at - 1000; i -= 1)
    if (asked[i]?.status !== 429) inWindow += 1;
  return inWindow < perSecond ? undefined : tooMany();
}

const tooMany = (): Reply =>
  failure(429, 'TooManyRequests', 'Please retry again later.', { 'Retry-After': '1' });

/** Each share of faults is met by chance; a conflict is told of somebody who already has the app. */
function faulty({ faults = {}, random }: GraphStandInOptions, act: () => Reply): Reply {
  const { throttled: busy = 0, conflict = 0, failed = 0 } = faults;
  const chance = random();
  if (chance < busy) return tooMany();
  if (chance < busy + conflict) {
    act();
    return failure(409, 'Conflict', 'App already installed.');
  }
  if (chance < busy + conflict + failed) {
    if (random() < 0.5) act();
    return failure(502, 'BadGateway', 'Failed to execute backend request.');
  }
  return act();
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

function respond(response: ServerResponse, { status, headers = {}, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
