import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callAnswerService, type ServiceReply } from '../../src/answers/answerService';
import { WEDNESDAY_MORNING } from '../support/clock';

const QUESTION = { id: 'f'.repeat(64), question: '¿cuántos?', askedAt: 'then', deadline: 'later' };

let server: Server;
let url: string;
let reply: (response: ServerResponse, request: IncomingMessage) => void;
let received: { headers: IncomingMessage['headers']; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      reply(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  received = [];
});

const call = (secret?: string, withinMs?: number): Promise<ServiceReply> =>
  callAnswerService(
    {
      service: { url: `${url}/ask`, ...(secret ? { secret } : {}) },
      now: WEDNESDAY_MORNING,
      fetch,
      ...(withinMs ? { withinMs } : {}),
    },
    QUESTION,
  );
const json =
  (body: unknown, status = 200) =>
  (response: ServerResponse): void =>
    void response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      .end(typeof body === 'string' ? body : JSON.stringify(body));

describe('what the service is asked', () => {
  it('is the question, unsigned without a secret', async () => {
    reply = json({ text: 'ok' });
    await call();
    expect(JSON.parse(received[0]?.body ?? '')).toEqual(QUESTION);
    expect(received[0]?.headers).not.toHaveProperty('webhook-signature');
  });

  it.each([
    ['whsec_c2VjcmV0', Buffer.from('secret')],
    ['any other text', Buffer.from('any other text')],
  ])('is signed with %s over id, time and body', async (secret, key) => {
    reply = json({ text: 'ok' });
    await call(secret);
    const { headers, body } = received[0] as (typeof received)[0];
    const timestamp = String(WEDNESDAY_MORNING / 1000);
    const signature = createHmac('sha256', key)
      .update(`${QUESTION.id}.${timestamp}.${body}`)
      .digest('base64');
    expect(headers).toMatchObject({
      'webhook-id': QUESTION.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    });
  });
});

describe('what the service answers', () => {
  it('is a text or a card', async () => {
    reply = json({ text: ' 42 ' });
    expect(await call()).toEqual({ kind: 'answered', content: { text: '42' } });
    const card = { type: 'AdaptiveCard', version: '1.4', body: [] };
    reply = json({ card });
    expect(await call()).toEqual({ kind: 'answered', content: { card } });
  });

  it('comes later after 202, whatever else that says', async () => {
    reply = (response) => void response.writeHead(202, { 'content-type': 'text/html' }).end('<html>');
    expect(await call()).toEqual({ kind: 'later' });
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['400', json({}, 400), 'status 400'],
    ['500', json({ text: 'x' }, 500), 'status 500'],
    ['204', (response) => void response.writeHead(204).end(), 'status 204'],
    [
      'a page',
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      'not JSON',
    ],
    ['no content type', (response) => void response.writeHead(200).end('{"text":"x"}'), 'not JSON'],
    ['broken JSON', json('{"text": "x'), 'no answer'],
    ['another JSON', json({ answer: 42 }), 'no answer'],
    ['an empty text', json({ text: ' ' }), 'no answer'],
    ['text and card', json({ text: 'x', card: { type: 'AdaptiveCard' } }), 'no answer'],
    ['progress', json({ text: 'x', progress: true }), 'no answer'],
    ['a list', json([]), 'no answer'],
    ['null', json('null'), 'no answer'],
    ['nothing', json(''), 'no answer'],
    ['24,001 bytes', json({ text: 'x'.repeat(24_001) }), 'no answer'],
  ])('is a failure when it is %s', async (_what, answer, reason) => {
    reply = answer;
    expect(await call()).toEqual({ kind: 'failed', reason: expect.stringContaining(reason) as unknown });
  });

  it.each([301, 302, 303, 307, 308])(
    'is a failure when it redirects (%i), and nobody goes there',
    async (status) => {
      reply = (response) => void response.writeHead(status, { location: `${url}/elsewhere` }).end();
      expect(await call()).toMatchObject({
        kind: 'failed',
        reason: expect.stringContaining('redirect') as unknown,
      });
      expect(received).toHaveLength(1);
    },
  );

  it('is a failure when it is 10 MB long, of which little is read', async () => {
    let sent = 0;
    reply = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(64 * 1024, 32);
      const push = (): void => {
        while (sent < 10 * 1024 * 1024) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', push);
        }
        response.end();
      };
      push();
    };
    expect(await call()).toEqual({ kind: 'failed', reason: 'the reply is too large' });
    expect(sent).toBeLessThan(8 * 1024 * 1024);
  });

  it('is a failure when it does not come in time, begun or not', async () => {
    reply = () => undefined;
    expect(await call(undefined, 100)).toEqual({ kind: 'failed', reason: 'TimeoutError' });
    reply = (response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).write('{"text":');
    expect(await call(undefined, 100)).toEqual({ kind: 'failed', reason: 'TimeoutError' });
  });

  it('is a failure when the connection breaks, and when nobody listens', async () => {
    reply = (response) => void response.destroy();
    expect(await call()).toMatchObject({ kind: 'failed' });
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const nobody = { url: `http://127.0.0.1:${(gone.address() as AddressInfo).port}` };
    await new Promise((resolve) => gone.close(resolve));
    expect(await callAnswerService({ service: nobody, now: 0, fetch }, QUESTION)).toEqual({
      kind: 'failed',
      reason: 'ECONNREFUSED',
    });
  });
});
