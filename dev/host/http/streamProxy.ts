// HTTP streaming (`app.setup({ enableHttpStream: true })`): the library then serves requests itself, and the host forwards them.
import { Server } from 'node:net';
import {
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { ProgrammingModel, TypedData } from '../worker/coreTypes';

const INVOCATION_HEADER = 'x-ms-invocation-id';
const ANSWER_GRACE_MS = 250;

/** Closes the app's setup; the port where the library serves requests when it streams, else undefined. */
export async function streamingPort(model: ProgrammingModel | undefined): Promise<number | undefined> {
  if (!model?.getCapabilities) return undefined;
  const { HttpUri } = await onLoopback(
    async () => model.getCapabilities?.({ RawHttpBodyBytes: 'true' }) ?? {},
  );
  return HttpUri ? Number(new URL(HttpUri).port) : undefined;
}

/** The library listens on all interfaces: while it sets up, a listen without a host goes to loopback only. */
async function onLoopback<T>(run: () => Promise<T>): Promise<T> {
  const original = Server.prototype.listen;
  Server.prototype.listen = function listen(this: Server, ...args: unknown[]) {
    const callback = args.find((arg) => typeof arg === 'function') as (() => void) | undefined;
    const port = typeof args[0] === 'number' ? args[0] : 0;
    return Reflect.apply(original, this, [{ host: '127.0.0.1', port }, callback]) as Server;
  };
  try {
    return await run();
  } finally {
    Server.prototype.listen = original;
  }
}

/** What the function gets beside the streamed request: its headers and its route's parameters. */
export function streamMetadata(
  request: IncomingMessage,
  params: Record<string, string>,
): Record<string, TypedData> {
  const metadata: Record<string, TypedData> = { Headers: { json: JSON.stringify(request.headers) } };
  for (const [name, value] of Object.entries(params)) metadata[name] = { string: value };
  return metadata;
}

/** Forwards a request to the library while `invoke` runs its function; resolves when the answer has been passed on or the run has failed. */
export async function forwardStream(
  port: number,
  invocationId: string,
  request: IncomingMessage,
  response: ServerResponse,
  invoke: () => Promise<unknown>,
): Promise<void> {
  const forwarded = forwardedRequest(port, invocationId, request);
  const answered = new Promise<boolean>((resolve) => {
    forwarded.on('response', (answer) => {
      resolve(true);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    forwarded.on('error', () => resolve(false));
  });
  request.pipe(forwarded);
  try {
    await invoke();
    if (!(await Promise.race([answered, graceOver()]))) endWithout(response, forwarded, 204);
  } catch {
    // The dispatcher has logged what the function threw: what is left is to tell the caller.
    endWithout(response, forwarded, 500);
  }
}

function forwardedRequest(port: number, invocationId: string, request: IncomingMessage): ClientRequest {
  const { connection: _connection, ...headers } = request.headers;
  return httpRequest({
    host: '127.0.0.1',
    port,
    method: request.method,
    path: request.url,
    headers: {
      ...headers,
      [INVOCATION_HEADER]: invocationId,
      'x-forwarded-host': headers.host ?? 'localhost',
      'x-forwarded-proto': 'http',
    },
  });
}

function endWithout(response: ServerResponse, forwarded: ClientRequest, statusCode: number): void {
  forwarded.destroy();
  if (response.headersSent) {
    response.destroy();
  } else {
    response.statusCode = statusCode;
    response.end();
  }
}

function graceOver(): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, ANSWER_GRACE_MS, false).unref());
}
