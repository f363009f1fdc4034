// An HTTP server that only this machine can reach: bound to 127.0.0.1, and deaf to names that are not loopback's.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running server. `url` has no slash at its end. */
export interface LoopbackServer {
  readonly port: number;
  readonly url: string;
  /** Stops listening, lets requests under way finish for up to a second, and ends every connection. */
  stop(): Promise<void>;
}

/** Answers one request; what it throws is logged and answered with 500. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const HOST = '127.0.0.1';
const GRACE_MS = 1_000;
const LOOPBACK_NAMES = [HOST, 'localhost', '[::1]'];

/**
 * Listens on 127.0.0.1 (port 0 picks a free one). Requests whose Host header names another machine are refused with
 * 403, so that a web page cannot reach the server through a name that it points here. Rejects when the port is taken.
 */
export async function startLoopbackServer(
  port: number,
  handle: RequestHandler,
  onFault: (fault: unknown) => void,
): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    if (!isLoopbackHost(request.headers.host)) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end('Only loopback host names are served.');
      return;
    }
    handle(request, response).catch((fault: unknown) => {
      onFault(fault);
      if (response.headersSent) response.destroy();
      else
        response.writeHead(500, { 'content-type': 'text/plain' }).end('The local chat failed; see its log.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return { port: bound, url: `http://${HOST}:${bound}`, stop: () => stopServer(server) };
}

/** What is under way may finish for a moment; idle connections end at once. */
function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      server.closeAllConnections();
    }, GRACE_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_NAMES.includes(host.replace(/:\d+$/, ''));
}

/** Whether a request comes from a page of another site (browsers say so in Origin; the bot sends none). */
export function isForeign(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin !== undefined && origin !== `http://${host}`;
}

/** The whole body as text. Rejects with a BodyTooLarge beyond the limit. */
export async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk); // the rest is read too, or the answer would not get through
  }
  if (bytes > maxBytes) throw new BodyTooLarge(maxBytes);
  return Buffer.concat(chunks).toString('utf8');
}

/** A request's body is larger than the server takes. */
export class BodyTooLarge extends Error {
  readonly code = 'BODY_TOO_LARGE';
  constructor(maxBytes: number) {
    super(`The body is larger than ${maxBytes} bytes.`);
  }
}

/** Sends JSON; an undefined body is sent empty. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (body === undefined) response.writeHead(status, headers).end();
  else
    response
      .writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(body));
}
