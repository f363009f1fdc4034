/** A receiver of callbacks as somebody else writes it: real HTTP, and the signature checked by hand from the specification's text. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Got {
  headers: IncomingHttpHeaders;
  text: string;
  body: Record<string, unknown>;
}

export interface Receiver {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** What an operator lets be called: `127.0.0.1:<port>`. */
  host: string;
  got: Got[];
  /** How each request is answered from now on; 204 unless it is said. */
  answer(how: (response: ServerResponse) => void): void;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const got: Got[] = [];
  let how = (response: ServerResponse): unknown => response.writeHead(204).end();
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      got.push({ headers: request.headers, text, body: JSON.parse(text) as Record<string, unknown> });
      how(response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ url: `http://${host}`, host, got },
    answer(next) {
      how = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const TOLERATED_S = 5 * 60;

/** What Standard Webhooks asks of a receiver: the signature of id, time and body, and a time that is about now. */
export function isSigned({ headers, text }: Got, base64Secret: string, nowMs: number): boolean {
  const id = String(headers['webhook-id']);
  const at = String(headers['webhook-timestamp']);
  if (Math.abs(Number(at) - nowMs / 1000) > TOLERATED_S) return false;
  const key = Buffer.from(base64Secret.replace(/^whsec_/, ''), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${at}.${text}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((one) => {
      const [version, signature = ''] = one.split(',');
      const given = Buffer.from(signature, 'base64');
      return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
    });
}
