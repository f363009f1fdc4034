/** Questions on the stage, from outside: what systems post and read, and an answer service that does as the test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person, Where } from '../../dev/chat/person';
import type { WholeApp } from './wholeApp';
import { saidIn, saying } from './wholeApp';

/** What `GET /api/answers/{id}` tells. */
export interface Status {
  id: string;
  shortId: string;
  state: string;
  question: string;
  progress?: string;
  answer?: { text?: string };
  lateAnswer?: { text?: string };
  messages: { message: string; state: string; at: string }[];
  timeline: { at: string; event: string; detail?: string }[];
}

export interface Listed {
  items: { id: string; question: string; state: string; askedAt: string }[];
  next?: string;
}

/** Posts JSON, or text as it is. */
export function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** The API of the app. */
export function answersOf({ stage }: WholeApp) {
  const base = `${stage.hostUrl}/api/answers`;
  const listOpen = async (next?: string): Promise<Listed> =>
    (await (await fetch(`${base}?state=open${next ? `&next=${next}` : ''}`)).json()) as Listed;
  return {
    base,
    listOpen,
    post: (id: string, body: unknown) => post(`${base}/${id}`, body),
    status: async (id: string): Promise<Status> => (await (await fetch(`${base}/${id}`)).json()) as Status,
    /** The id of the open question that asks this. */
    async find(question: string): Promise<string> {
      const found = (await listOpen()).items.find((item) => item.question === question);
      if (!found) throw new Error(`No open question asks “${question}”.`);
      return found.id;
    },
  };
}

/** Asks, and resolves with the question's id once it is acknowledged. */
export async function ask(app: WholeApp, who: Person, question: string, where: Where = {}): Promise<string> {
  const before = who.heard(where).length;
  await who.say(`ask ${question}`, { ...where, mention: where.conversation !== undefined });
  await eventually(() => {
    const heard = who.heard(where).slice(before);
    expect(heard.some(saying(/I'll get back to you/))).toBe(true);
  });
  return answersOf(app).find(question);
}

/** Everything that the person has heard that matches, as texts. */
export const allSaying = (who: Person, pattern: RegExp, where: Where = {}): string[] =>
  who.heard(where).filter(saying(pattern)).map(saidIn);

/** Tries until it passes; the last failure counts. */
export async function eventually(check: () => void | Promise<void>, withinMs = 15_000): Promise<void> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await sleep(50);
    }
  }
}

export interface Asked {
  id: string;
  question: string;
  callbackUrl?: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** An answer service: `reply` decides what each question is answered with. */
export class ScriptedService {
  readonly asked: Asked[] = [];
  reply: (asked: Asked, response: ServerResponse) => void = (_asked, response) => {
    response.writeHead(202).end();
  };

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly url: string,
  ) {}

  static async start(): Promise<ScriptedService> {
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const question = JSON.parse(body) as Pick<Asked, 'id' | 'question' | 'callbackUrl'>;
        const asked = { ...question, headers: request.headers, body };
        service.asked.push(asked);
        service.reply(asked, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const service = new ScriptedService(
      server,
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    );
    return service;
  }

  /** Answers with this JSON. */
  static json(response: ServerResponse, body: unknown): void {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
