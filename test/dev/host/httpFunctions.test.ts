// HTTP functions on the embedded host: what they are asked and what their callers get.
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { endHosts, eventually, fixture, startHost, type HostUnderTest } from './hostUnderTest';

let host: HostUnderTest;

beforeAll(async () => {
  host = await startHost({
    appFolder: fixture('http'),
    settings: { Greeting: 'from the environment', FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1000000' },
  });
});
afterAll(endHosts);

const post = (path: string, body: RequestInit['body'], headers: Record<string, string> = {}) =>
  host.fetch(path, { method: 'POST', body, headers });

describe('a request', () => {
  it('reaches its function with method, URL, params, query, headers and body', async () => {
    const response = await post('/api/echo/one%20two/%C3%BC?a=1&A=2&b=&c=x%26y', 'grüße', {
      'X-Thing': 'yes',
    });
    const seen = (await response.json()) as Record<string, unknown>;

    expect(response.status).toBe(200);
    expect(seen).toMatchObject({
      method: 'POST',
      url: `http://127.0.0.1:${host.port}/api/echo/one%20two/%C3%BC?a=1&A=2&b=&c=x%26y`,
      params: { first: 'one two', second: 'ü' },
      query: { a: '1,2', b: '', c: 'x&y' },
      headers: { 'x-thing': 'yes', 'content-type': 'text/plain;charset=UTF-8' },
      body: 'grüße',
    });
  });

  it('is matched with its route whatever the case, with a slash at the end or without', async () => {
    expect((await host.fetch('/API/Echo/x/')).status).toBe(200);
  });

  it('leaves out a parameter that is optional', async () => {
    expect(await (await host.fetch('/api/echo/x')).json()).toMatchObject({ params: { first: 'x' } });
  });

  it('is told apart by the constraints of its route', async () => {
    expect(await (await host.fetch('/api/items/42')).json()).toEqual({ id: '42' });
    expect(await (await host.fetch('/api/items/pen')).json()).toEqual({ byName: 'pen' });
    expect((await host.fetch('/api/items/4x2')).status).toBe(404);
  });

  it('gives a catch-all parameter the rest of the path', async () => {
    expect(await (await host.fetch('/api/files/a/b.txt')).json()).toEqual({ path: 'a/b.txt' });
    expect(await (await host.fetch('/api/files')).json()).toEqual({});
  });

  it.each(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    'may have the method %s where the function takes it',
    async (method) => {
      expect((await host.fetch('/api/echo/x', { method })).headers.get('x-method')).toBe(method);
    },
  );

  it('with HEAD is answered by headers alone', async () => {
    const response = await host.fetch('/api/echo/x', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('may be GET or POST where the function names no methods, and is not found otherwise', async () => {
    expect(await (await host.fetch('/api/plain')).text()).toBe('GET');
    expect(await (await post('/api/plain', '')).text()).toBe('POST');
    expect((await host.fetch('/api/plain', { method: 'PUT' })).status).toBe(404);
    expect((await host.fetch('/api/plain', { method: 'DELETE' })).status).toBe(404);
  });

  it.each([
    '/api/unknown',
    '/api',
    '/unknown',
    '/api/plain/more',
    '/runtime/webhooks/durabletask/instances',
    '/admin/nothing',
  ])('to %s, where nothing is, is not found', async (path) => {
    expect((await host.fetch(path)).status).toBe(404);
  });

  it('larger than the limit is refused, with its length declared or not', async () => {
    const tooMuch = new Uint8Array(1_000_001);
    const chunks = new ReadableStream({
      start(controller) {
        controller.enqueue(tooMuch);
        controller.close();
      },
    });
    expect((await post('/api/bytes', tooMuch)).status).toBe(413);
    expect(
      (await host.fetch('/api/bytes', { method: 'POST', body: chunks, duplex: 'half' } as RequestInit))
        .status,
    ).toBe(413);
    expect((await post('/api/bytes', new Uint8Array(1_000_000))).status).toBe(201);
  });

  it.each([
    ['a path that is not well encoded', 'GET /api/plain/%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a host that is none', 'GET /api/plain HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['no HTTP at all', 'nonsense\r\n\r\n'],
  ])('with %s is a bad one, and the host goes on', async (_what, raw) => {
    expect(await rawStatus(raw)).toBe(400);
    expect((await host.fetch('/api/plain')).status).toBe(200);
  });
});

describe('an answer', () => {
  it('carries bytes unchanged', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const response = await post('/api/bytes', bytes);
    expect(response.status).toBe(201);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes.reverse());
  });

  it('may be streamed by its function, and ends', async () => {
    expect(await (await host.fetch('/api/streamed')).text()).toBe('one two three');
  });

  it('carries status, headers, cookies and the headers of host.json', async () => {
    const response = await host.fetch('/api/cookies');
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/elsewhere');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.getSetCookie()).toEqual([
      'a=one%20two; max-age=60; path=/api; secure; samesite=strict; httponly',
      'b=2; expires=Wed, 02 Jan 2030 03:04:05 GMT; domain=example.org; path=/; samesite=none',
    ]);
  });

  it('is 204 when the function returns nothing', async () => {
    expect((await host.fetch('/api/nothing')).status).toBe(204);
  });

  it.each(['throwing', 'notAnObject'])(
    'is 500 without details when the function fails (%s)',
    async (name) => {
      const response = await host.fetch(`/api/${name}`);
      expect([response.status, await response.text()]).toEqual([500, '']);
      await eventually('the log names it', () =>
        host.output().includes(`Executed 'Functions.${name}' (Failed`),
      );
    },
  );

  it('is 500 when the function takes longer than functionTimeout, and the log says so', async () => {
    expect((await host.fetch('/api/endless')).status).toBe(500);
    const words = "Timeout value of 2 s exceeded by function 'Functions.endless'";
    await eventually('the log says so', () => host.output().includes(words));
  });
});

describe('the host', () => {
  it('listens on loopback only', async () => {
    const others = Object.values((await import('node:os')).networkInterfaces())
      .flat()
      .filter((address) => address?.family === 'IPv4' && !address.internal);
    for (const address of others) {
      await expect(fetch(`http://${address?.address}:${host.port}/api/plain`)).rejects.toThrow();
    }
    expect((await host.fetch('/api/plain')).status).toBe(200);
  });

  it('names its functions, with their routes and methods, once it is ready', () => {
    expect(host.functions).toContainEqual({
      name: 'items',
      trigger: 'httpTrigger',
      route: 'api/items/{id:int}',
      methods: ['GET', 'POST'],
    });
    expect(host.functions).toContainEqual({
      name: 'bytes',
      trigger: 'httpTrigger',
      route: 'api/bytes',
      methods: ['POST'],
    });
  });

  it('gives the app its settings, of which the environment wins, and its surroundings', async () => {
    expect(await (await host.fetch('/api/surroundings')).json()).toMatchObject({
      Greeting: 'from the environment',
      Answer: '42',
      WEBSITE_HOSTNAME: `127.0.0.1:${host.port}`,
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      FUNCTIONS_WORKER_RUNTIME: 'node',
      folder: fixture('http'),
    });
  });

  it('logs what functions say, by the levels of host.json', async () => {
    await host.fetch('/api/logging');
    await eventually('the error is logged', () => host.output().includes('said loudly'));
    expect(host.output()).toMatch(/^\[\d{4}-\d\d-\d\dT[\d:.]+Z\] said plainly$/m);
    expect(host.output()).not.toContain('said in detail');
    expect(host.output()).not.toContain("Executing 'Functions.logging'");
  });

  it('says that it runs', async () => {
    expect(await (await host.fetch('/admin/host/status')).json()).toMatchObject({ state: 'Running' });
    expect((await host.fetch('/admin/host/ping')).status).toBe(200);
    expect((await host.fetch('/')).status).toBe(200);
  });

  it('answers many requests at once, each with its own', async () => {
    const numbers = Array.from({ length: 300 }, (_, index) => index);
    const answers = await Promise.all(
      numbers.map(async (n) => (await (await host.fetch(`/api/items/${n}`)).json()) as { id: string }),
    );
    expect(answers.map(({ id }) => Number(id))).toEqual(numbers);
  });

  it('survives a caller that goes away in the middle of its request', async () => {
    const cut = httpRequest({
      port: host.port,
      path: '/api/bytes',
      method: 'POST',
      headers: { 'content-length': 1000 },
    });
    cut.on('error', () => undefined);
    await new Promise((resolve) => cut.write('the beginning', resolve));
    cut.destroy();
    expect((await host.fetch('/api/plain')).status).toBe(200);
  });

  it("moves the app's time with its clock", async () => {
    await host.moveClock(7 * 86_400_000);
    const { now } = (await (await host.fetch('/api/surroundings')).json()) as { now: string };
    expect(Date.parse(now) - Date.now()).toBeGreaterThan(7 * 86_400_000 - 5000);
    await host.moveClock(0);
  });
});

function rawStatus(text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(host.port, '127.0.0.1', () => socket.write(text));
    socket.once('data', (data) => {
      resolve(Number(data.toString().split(' ')[1]));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}
