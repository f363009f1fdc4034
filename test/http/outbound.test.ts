import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  createOutbound,
  type OutboundOutcome,
  type OutboundRequest,
  type Resolve,
} from '../../src/http/outbound';
import { outboundPolicyOf } from '../../src/http/outboundSettings';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const PUBLIC = '93.184.216.34';
const answering =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

let handler: Handler;
let hits: IncomingMessage[];
let server: http.Server;
let port: number;

beforeEach(async () => {
  hits = [];
  server = http.createServer((request, response) => {
    hits.push(request);
    handler(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ({ port } = server.address() as AddressInfo);
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

/** Calls the local server, which is named as the operator's own. */
function call(
  path: string,
  request: Partial<OutboundRequest> = {},
  resolve: Resolve = answering('127.0.0.1'),
): Promise<OutboundOutcome> {
  const policy = { ...outboundPolicyOf(), isHttpAllowed: true, privateHosts: [`feed.test:${port}`] };
  const url = `http://feed.test:${port}${path}`;
  return createOutbound(policy, resolve).call({ url, timeoutMs: 3000, ...request });
}

describe('an outbound call', () => {
  test('gives status, headers and text', async () => {
    handler = (_, response) => response.setHeader('ETag', '"1"').end('{"price":"1.299,00 €"}');
    const got = await call('/price.json?a=b', { headers: { accept: 'application/json' } });
    expect(got).toMatchObject({
      kind: 'ok',
      status: 200,
      headers: { etag: '"1"' },
      body: '{"price":"1.299,00 €"}',
    });
    expect(hits[0]?.url).toBe('/price.json?a=b');
    expect(hits[0]?.headers).toMatchObject({ accept: 'application/json', host: `feed.test:${port}` });
  });

  test('posts its body, and does not follow where a post is led', async () => {
    let received = '';
    handler = (request, response) => {
      request.on('data', (chunk: Buffer) => (received += chunk.toString()));
      request.on('end', () => response.writeHead(307, { location: '/elsewhere' }).end());
    };
    const got = await call('/hook', { method: 'POST', body: 'größe' });
    expect(got).toMatchObject({ kind: 'status', status: 307 });
    expect(received).toBe('größe');
    expect(hits).toHaveLength(1);
  });

  test('tells a status that is no success, with its headers', async () => {
    handler = (_, response) => response.writeHead(429, { 'retry-after': '30' }).end('x'.repeat(10));
    await expect(call('/')).resolves.toEqual(
      expect.objectContaining({
        kind: 'status',
        status: 429,
        headers: expect.objectContaining({ 'retry-after': '30' }),
      }),
    );
  });

  test('reads the charset that the answer names', async () => {
    handler = (_, response) =>
      response.setHeader('content-type', 'text/html; charset=ISO-8859-1').end(Buffer.from('Café', 'latin1'));
    await expect(call('/')).resolves.toMatchObject({ body: 'Café' });
  });

  test.each([
    ['UTF-8', 'application/json', Buffer.from('\ufeff{"price":"9 €"}')],
    ['UTF-8, in spite of the header', 'text/plain; charset=ISO-8859-1', Buffer.from('\ufeff{"price":"9 €"}')],
    ['UTF-16, little end first', 'application/json', Buffer.from('\ufeff{"price":"9 €"}', 'utf16le')],
    ['UTF-16, big end first', 'text/plain', Buffer.from('\ufeff{"price":"9 €"}', 'utf16le').swap16()],
  ])('reads a text that begins with its byte order mark, without it: %s', async (_what, type, bytes) => {
    handler = (_, response) => response.setHeader('content-type', type).end(bytes);
    await expect(call('/')).resolves.toMatchObject({ body: '{"price":"9 €"}' });
  });

  test('reads UTF-8 where nobody knows the charset that the answer names', async () => {
    handler = (_, response) => response.setHeader('content-type', 'text/plain; charset=x-none').end('Café');
    await expect(call('/')).resolves.toMatchObject({ body: 'Café' });
  });

  test('says that nobody is there', async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await expect(call('/')).resolves.toEqual({ kind: 'unreachable', reason: 'ECONNREFUSED' });
  });

  test('says that there is no such name', async () => {
    const noName: Resolve = async () => {
      throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
    };
    await expect(call('/', {}, noName)).resolves.toEqual({ kind: 'unreachable', reason: 'ENOTFOUND' });
  });

  test('says that what answers speaks no TLS', async () => {
    handler = (_, response) => response.end();
    const outbound = createOutbound(
      { ...outboundPolicyOf(), privateHosts: ['feed.test'] },
      answering('127.0.0.1'),
    );
    const got = await outbound.call({ url: `https://feed.test:${port}/` });
    expect(got.kind).toBe('unreachable');
    expect(hits).toHaveLength(0);
  });
});

describe('an outbound call into a private network', () => {
  const publicOnly = { ...outboundPolicyOf(), isHttpAllowed: true };

  test('is refused when the name leads to a private address, and nothing is sent', async () => {
    const outbound = createOutbound(publicOnly, answering('127.0.0.1'));
    const got = await outbound.call({ url: `http://rebound.example:${port}/` });
    expect(got).toEqual({ kind: 'refused', reason: 'private' });
    expect(hits).toHaveLength(0);
  });

  test('is refused when one of several addresses is private', async () => {
    const outbound = createOutbound(publicOnly, answering(PUBLIC, '::ffff:127.0.0.1'));
    const got = await outbound.call({ url: `http://rebound.example:${port}/` });
    expect(got).toEqual({ kind: 'refused', reason: 'private' });
  });

  test('is refused when the name changes between two looks: what is checked is what is connected to', async () => {
    let looks = 0;
    const changing: Resolve = async () => [{ address: (looks += 1) === 1 ? PUBLIC : '127.0.0.1', family: 4 }];
    const outbound = createOutbound(publicOnly, changing);
    const url = `http://rebound.example:${port}/`;
    await changing('rebound.example');
    expect(outbound.refusalOf(url)).toBeUndefined();
    await expect(outbound.call({ url })).resolves.toEqual({ kind: 'refused', reason: 'private' });
    expect(looks).toBe(2);
    expect(hits).toHaveLength(0);
  });

  test.each([
    ['http://127.0.0.1:8080/', 'private'],
    ['http://2130706433/', 'private'],
    ['http://[::ffff:7f00:1]/', 'private'],
    ['http://localhost./', 'private'],
    ['http://ana:secret@example.com/', 'credentials'],
    ['file:///etc/passwd', 'scheme'],
    ['http://', 'not-a-url'],
  ])('is refused at a redirect to %s', async (location, reason) => {
    handler = (_, response) => response.writeHead(302, { location }).end();
    await expect(call('/')).resolves.toEqual({ kind: 'refused', reason });
    expect(hits).toHaveLength(1);
  });

  test('is refused at a redirect to a name that leads to a private address', async () => {
    handler = (_, response) => response.writeHead(301, { location: `http://rebound.example:${port}/` }).end();
    await expect(call('/')).resolves.toEqual({ kind: 'refused', reason: 'private' });
    expect(hits).toHaveLength(1);
  });
});

describe('redirects', () => {
  test('are followed to the end, relative ones too', async () => {
    handler = (request, response) =>
      request.url === '/end' ? response.end('there') : response.writeHead(308, { location: 'end' }).end();
    await expect(call('/a')).resolves.toMatchObject({
      kind: 'ok',
      body: 'there',
      url: `http://feed.test:${port}/end`,
    });
  });

  test('are followed so many times and no more', async () => {
    handler = (_, response) => response.writeHead(302, { location: '/again' }).end();
    await expect(call('/', { maxRedirects: 3 })).resolves.toEqual({ kind: 'refused', reason: 'redirects' });
    expect(hits).toHaveLength(4);
  });

  test('to another host take no secrets along', async () => {
    const policy = {
      ...outboundPolicyOf(),
      privateHosts: [`feed.test:${port}`, `other.test:${port}`],
    };
    handler = (request, response) =>
      request.headers.host?.startsWith('feed')
        ? response.writeHead(302, { location: `http://other.test:${port}/` }).end()
        : response.end('there');
    const outbound = createOutbound(policy, answering('127.0.0.1'));
    await outbound.call({
      url: `http://feed.test:${port}/`,
      headers: { Authorization: 'Bearer x', accept: 'text/plain' },
    });
    expect(hits[0]?.headers.authorization).toBe('Bearer x');
    expect(hits[1]?.headers).not.toHaveProperty('authorization');
    expect(hits[1]?.headers.accept).toBe('text/plain');
  });
});

describe('bodies', () => {
  const MIB = 1024 * 1024;

  test('that say they hold 1 GB are not read', async () => {
    handler = (_, response) => {
      response.writeHead(200, { 'content-length': String(1024 * MIB) });
      response.write('x');
    };
    await expect(call('/')).resolves.toEqual({ kind: 'tooLarge' });
  });

  test('without an end are read up to the limit', async () => {
    let written = 0;
    handler = (_, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      const more = (): void => {
        while (!response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    };
    await expect(call('/', { maxBytes: MIB })).resolves.toEqual({ kind: 'tooLarge' });
    expect(written).toBeLessThan(20 * MIB);
  });

  test('are unpacked, and a packed one that grows without end is stopped', async () => {
    handler = (request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(request.url === '/small' ? 'small' : Buffer.alloc(100 * MIB)));
    };
    await expect(call('/small')).resolves.toMatchObject({ kind: 'ok', body: 'small' });
    await expect(call('/bomb')).resolves.toEqual({ kind: 'tooLarge' });
  });

  test('that are damaged or packed in an unknown way are no answer', async () => {
    handler = (request, response) => {
      response.setHeader('content-encoding', request.url === '/damaged' ? 'gzip' : 'compress');
      response.end('no gzip at all');
    };
    await expect(call('/damaged')).resolves.toEqual({ kind: 'unreachable', reason: 'Z_DATA_ERROR' });
    await expect(call('/')).resolves.toEqual({ kind: 'unreachable', reason: 'unknown-encoding' });
  });

  test('that break off are no answer', async () => {
    handler = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half', () => response.destroy());
    };
    await expect(call('/')).resolves.toEqual({ kind: 'unreachable', reason: 'ECONNRESET' });
  });

  test('of the same length as the limit are read', async () => {
    handler = (_, response) => response.end('x'.repeat(100));
    await expect(call('/', { maxBytes: 100 })).resolves.toMatchObject({ kind: 'ok' });
    await expect(call('/', { maxBytes: 99 })).resolves.toEqual({ kind: 'tooLarge' });
  });
});

describe('time', () => {
  test('is up when nobody answers', async () => {
    handler = () => undefined;
    await expect(call('/', { timeoutMs: 100 })).resolves.toEqual({ kind: 'timeout' });
  });

  test('is up when the body drips', async () => {
    handler = (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    };
    await expect(call('/', { timeoutMs: 200 })).resolves.toEqual({ kind: 'timeout' });
  });

  test('is up when the name is not resolved', async () => {
    await expect(call('/', { timeoutMs: 100 }, () => new Promise(() => undefined))).resolves.toEqual({
      kind: 'timeout',
    });
  });

  test('counts for all redirects together', async () => {
    handler = (_, response) => setTimeout(() => response.writeHead(302, { location: '/' }).end(), 60);
    await expect(call('/', { timeoutMs: 150, maxRedirects: 100 })).resolves.toEqual({ kind: 'timeout' });
  });
});
