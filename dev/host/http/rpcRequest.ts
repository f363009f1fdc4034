// Words an HTTP request in the worker's protocol.
import type { IncomingMessage } from 'node:http';
import type { RpcHttpRequest } from '../worker/coreTypes';
import { queryOf, type RequestTarget } from './requestTarget';

/** The request as the function gets it; undefined when its Host header gives no valid URL. */
export function toRpcRequest(
  request: IncomingMessage,
  target: RequestTarget,
  params: Record<string, string>,
  bytes: Buffer | undefined,
): RpcHttpRequest | undefined {
  const url = urlOf(request);
  if (url === undefined) return undefined;
  const nullableHeaders: RpcHttpRequest['nullableHeaders'] = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined)
      nullableHeaders[name] = { value: typeof value === 'string' ? value : value.join(',') };
  }
  const nullableParams: RpcHttpRequest['nullableParams'] = {};
  for (const [name, value] of Object.entries(params)) nullableParams[name] = { value };
  return {
    method: request.method ?? 'GET',
    url,
    nullableHeaders,
    nullableParams,
    nullableQuery: queryOf(target.query),
    ...(bytes && { body: { bytes } }),
  };
}

function urlOf(request: IncomingMessage): string | undefined {
  const target = request.url ?? '/';
  const url = target.startsWith('/') ? `http://${request.headers.host ?? 'localhost'}${target}` : target;
  return URL.canParse(url) ? url : undefined;
}
