// Serves one matched request: key, body, function, answer.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from '../dispatcher';
import { HostError } from '../hostError';
import type { KeyCheck } from './accessKeys';
import { end, endUnread } from './endings';
import { readBody } from './requestBody';
import type { RequestTarget } from './requestTarget';
import type { RouteMatch, RouteTable } from './routeTable';
import { toRpcRequest } from './rpcRequest';
import { writeRpcResponse } from './rpcResponse';
import { forwardStream, streamMetadata } from './streamProxy';

/** What the host answers itself; false when the path is none of its own. */
export type BuiltInPaths = (
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
) => Promise<boolean>;

/** What serves the requests; set once the app is loaded. */
export interface HttpApp {
  routes: RouteTable;
  dispatcher: Dispatcher;
  checkKey: KeyCheck;
  builtIn: BuiltInPaths;
  customHeaders: Record<string, string>;
  bodyLimitBytes: number;
  /** Where the library serves streamed requests; undefined when the app does not stream. */
  streamingPort: number | undefined;
  /** Told of faults in answering that are not the function's own. */
  onFault: (error: unknown) => void;
}

/** Answers a request whose route and method fit a function. */
export async function serveFunction(
  app: HttpApp,
  match: RouteMatch,
  target: RequestTarget,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { fn, params } = match;
  if (!app.checkKey(fn.trigger.authLevel, keyOf(request, target))) return end(response, 401);
  if (app.streamingPort !== undefined) return serveStream(app, app.streamingPort, match, request, response);
  const body = await readBody(request, app.bodyLimitBytes);
  if (body.kind === 'aborted') return;
  if (body.kind === 'tooLarge') return endUnread(response, 413);
  const http = toRpcRequest(request, target, params, body.bytes);
  if (!http) return end(response, 400);
  const call = { trigger: { http }, reason: reasonOf(request) };
  const outcome = await app.dispatcher.invoke(fn, call).catch((error: unknown) => statusOf(error));
  if (typeof outcome === 'number') end(response, outcome);
  else writeRpcResponse(response, outcome.returnValue);
}

async function serveStream(
  app: HttpApp,
  port: number,
  { fn, params }: RouteMatch,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const invocationId = randomUUID();
  const call = {
    trigger: { http: { method: '', url: '', nullableHeaders: {}, nullableParams: {}, nullableQuery: {} } },
    triggerMetadata: streamMetadata(request, params),
    reason: reasonOf(request),
    invocationId,
  };
  await forwardStream(port, invocationId, request, response, () => app.dispatcher.invoke(fn, call));
}

/** The function key of a request: the header, else `code` in the query. */
export function keyOf(request: IncomingMessage, target: RequestTarget): string | undefined {
  const header = request.headers['x-functions-key'];
  if (typeof header === 'string') return header;
  return target.query === '' ? undefined : (new URLSearchParams(target.query).get('code') ?? undefined);
}

function reasonOf(request: IncomingMessage): string {
  return `This function was programmatically called via the host APIs: ${request.method}`;
}

/** The dispatcher has logged what was thrown: the caller learns no more than that it failed, as from the real host. */
function statusOf(error: unknown): number {
  return error instanceof HostError && error.code === 'draining' ? 503 : 500;
}
