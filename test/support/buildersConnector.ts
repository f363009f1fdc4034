/** A Bot Connector in a few lines of plain node:http: notes what is posted, and answers as the test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botframework-schema';

export interface ConnectorCall {
  method: string;
  path: string;
  activity: Partial<Activity>;
}

/** How a call is answered: a status with a body and headers, by a cut connection, or not at all. */
export type ConnectorAnswer =
  { status: number; body?: unknown; headers?: Record<string, string> } | 'reset' | 'silence';

export interface TestConnector {
  serviceUrl: string;
  /** In the order in which they came. */
  readonly calls: ConnectorCall[];
  /** What the bot said, without typing and other signs. */
  readonly messages: Partial<Activity>[];
  /** From now on every call is answered so; without an answer each is taken and given an id. */
  answerWith(answer?: ConnectorAnswer): void;
  /** Forgets what came so far. */
  clear(): void;
  stop(): Promise<void>;
}

/** Starts it on a free loopback port. */
export async function startConnector(): Promise<TestConnector> {
  const calls: ConnectorCall[] = [];
  let answer: ConnectorAnswer | undefined;
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const activity = (body ? JSON.parse(body) : {}) as Partial<Activity>;
      calls.push({ method: request.method ?? '', path: request.url ?? '', activity });
      respond(request, response, answer ?? { status: 200, body: { id: `sent-${calls.length}` } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    get messages() {
      return calls.map(({ activity }) => activity).filter(({ type }) => type === 'message');
    },
    answerWith: (next) => {
      answer = next;
    },
    clear: () => {
      calls.length = 0;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function respond(request: IncomingMessage, response: ServerResponse, answer: ConnectorAnswer): void {
  if (answer === 'silence') return;
  if (answer === 'reset') return void request.socket.destroy();
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body ?? {}));
}
