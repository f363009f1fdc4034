// The host's own paths: its start page, its status, running a function by hand, and Durable's management API.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DurableExtension } from '../durableSeam';
import type { KeyCheck } from './accessKeys';
import { keyOf, type BuiltInPaths } from './serveFunction';
import { readBody } from './requestBody';

const DURABLE_PATH = 'runtime/webhooks/durabletask';
const FUNCTION_PATH = /^admin\/functions\/([^/]+)$/i;

export interface BuiltInOptions {
  checkKey: KeyCheck;
  baseUrl: string;
  bodyLimitBytes: number;
  /** What `admin/host/status` answers. */
  status: () => Record<string, unknown>;
  /** Starts a function that has no route; false when there is none of that name. */
  trigger: (functionName: string, input: string | undefined) => boolean;
  /** Present when the app uses Durable Functions. */
  durable: DurableExtension | undefined;
}

/** Answers the paths that belong to the host. */
export function createBuiltInPaths(options: BuiltInOptions): BuiltInPaths {
  return async (request, response, target) => {
    const path = target.path.toLowerCase();
    if (path === '') return sendText(response, 'Your Functions app is up and running.');
    if (path === 'admin/host/ping') return sendText(response, '');
    if (path === DURABLE_PATH || path.startsWith(`${DURABLE_PATH}/`))
      return answerDurable(options, request, response);
    if (!path.startsWith('admin/')) return false;
    if (!options.checkKey('admin', keyOf(request, target))) return send(response, 401, undefined);
    if (path === 'admin/host/status') return send(response, 200, options.status());
    const [, functionName] = FUNCTION_PATH.exec(target.path) ?? [];
    return (
      functionName !== undefined &&
      request.method === 'POST' &&
      runByHand(options, functionName, request, response)
    );
  };
}

async function answerDurable(
  options: BuiltInOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!options.durable) return false;
  const body = await readBody(request, options.bodyLimitBytes);
  if (body.kind === 'aborted') return true;
  if (body.kind === 'tooLarge') return send(response, 413, undefined);
  const answer = await options.durable.handleHttp({
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', options.baseUrl),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: body.bytes?.toString('utf8') ?? '',
  });
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
  return true;
}

async function runByHand(
  options: BuiltInOptions,
  functionName: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const body = await readBody(request, options.bodyLimitBytes);
  if (body.kind !== 'read') return send(response, 413, undefined);
  const input = inputOf(body.bytes?.toString('utf8') ?? '');
  if (input === 'bad') return send(response, 400, { message: 'The body must be JSON with "input", a text.' });
  return send(response, options.trigger(functionName, input.value) ? 202 : 404, undefined);
}

function inputOf(body: string): { value: string | undefined } | 'bad' {
  if (body.trim() === '') return { value: undefined };
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return 'bad';
    const value = 'input' in parsed ? parsed.input : undefined;
    return value === undefined || typeof value === 'string' ? { value } : 'bad';
  } catch {
    return 'bad';
  }
}

function send(
  response: ServerResponse,
  statusCode: number,
  content: Record<string, unknown> | undefined,
): true {
  response.statusCode = statusCode;
  if (content) response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(content && JSON.stringify(content));
  return true;
}

function sendText(response: ServerResponse, text: string): true {
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.end(text);
  return true;
}
