// Writes a function's answer, worded in the worker's protocol, as the HTTP response.
import type { ServerResponse } from 'node:http';
import type { RpcHttpResponse, TypedData } from '../worker/coreTypes';
import { serializeCookie } from './cookie';

/** Headers that describe the connection, which is the server's business and not the function's. */
const HOP_BY_HOP = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade']);

/** Writes what a function returned; nothing returned means 204, as in the real host. */
export function writeRpcResponse(response: ServerResponse, returned: TypedData | null | undefined): void {
  const answer = returned?.http as RpcHttpResponse | null | undefined;
  if (!answer) {
    response.statusCode = 204;
    response.end();
    return;
  }
  response.statusCode = Number(answer.statusCode);
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    if (!HOP_BY_HOP.has(name.toLowerCase())) response.setHeader(name, value);
  }
  for (const cookie of answer.cookies ?? []) response.appendHeader('set-cookie', serializeCookie(cookie));
  const body = bytesOf(answer.body);
  if (allowsBody(response.statusCode)) response.setHeader('content-length', body.length);
  response.end(body);
}

function bytesOf(data: TypedData | null | undefined): Uint8Array {
  if (data?.bytes) return data.bytes;
  return Buffer.from(data?.string ?? data?.json ?? '');
}

function allowsBody(statusCode: number): boolean {
  return statusCode >= 200 && statusCode !== 204 && statusCode !== 304;
}
