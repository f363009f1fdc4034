// What the embedded host makes of apps of every make, and in which words it refuses those that it cannot run.
import { createServer } from 'node:net';
import { aFolder, anApp, endHosts, eventually, fixture, startHost } from './hostUnderTest';

afterAll(endHosts);

const HELLO = `require('@azure/functions').app.http('hello', { handler: () => ({ body: 'hello' }) });`;
const hello = async (files: Record<string, string>, path = '/api/hello') => {
  const host = await startHost({ appFolder: anApp(files) });
  const response = await host.fetch(path);
  return { status: response.status, text: await response.text(), host };
};
const refusal = async (files: Record<string, string>, settings = {}) =>
  startHost({ appFolder: anApp(files), settings }).then(
    () => 'it started',
    (error: Error) => error.message,
  );

describe('an app', () => {
  it('may be CommonJS', async () => {
    expect(await hello({ 'index.cjs': HELLO })).toMatchObject({ text: 'hello' });
  });

  it('may be ES modules', async () => {
    const code = `import { app } from '@azure/functions'; await 0; app.http('hello', { handler: () => ({ body: import.meta.url.slice(0, 4) }) });`;
    expect(
      await hello({ 'package.json': '{ "type": "module", "main": "index.js" }', 'index.js': code }),
    ).toMatchObject({ text: 'file' });
  });

  it('may name its entry points by a pattern', async () => {
    const files = {
      'package.json': '{ "main": "functions/*.js" }',
      'functions/one.js': HELLO,
      'functions/two.js': HELLO.replace("'hello'", "'other'"),
    };
    const { host } = await hello(files);
    expect(host.functions.map(({ name }) => name)).toEqual(['hello', 'other']);
  });

  it('may have a route prefix of its own, or none', async () => {
    const withPrefix = (routePrefix: string) =>
      JSON.stringify({ version: '2.0', extensions: { http: { routePrefix } } });
    expect(await hello({ 'index.cjs': HELLO, 'host.json': withPrefix('v1/x') }, '/v1/x/hello')).toMatchObject(
      { text: 'hello' },
    );
    expect(await hello({ 'index.cjs': HELLO, 'host.json': withPrefix('') }, '/hello')).toMatchObject({
      text: 'hello',
    });
  });

  it('may stream requests and answers', async () => {
    const code = `
      const { app } = require('@azure/functions');
      app.setup({ enableHttpStream: true });
      app.http('hello', { route: 'hello/{name?}', handler: async (request, context) => {
        if (request.params.name === 'throws') throw new Error('no');
        if (request.params.name === 'nothing') return undefined;
        let size = 0;
        for await (const chunk of request.body ?? []) size += chunk.length;
        return { status: 202, headers: { 'x-size': String(size) }, body: ReadableStream.from(['a', 'b', new URL(request.url).pathname]) };
      } });`;
    const { host } = await hello({ 'index.cjs': code });
    const body = new Uint8Array(3_000_000);
    const response = await host.fetch('/api/hello/x', { method: 'POST', body });
    expect([response.status, response.headers.get('x-size'), await response.text()]).toEqual([
      202,
      '3000000',
      'ab/api/hello/x',
    ]);
    expect((await host.fetch('/api/hello/throws')).status).toBe(500);
    expect((await host.fetch('/api/hello/nothing')).status).toBe(204);
  });

  it('has its hooks run around its start, its invocations, its logs and its end', async () => {
    const code = `
      const { app } = require('@azure/functions');
      const seen = [];
      app.hook.appStart((context) => { context.hookData.from = 'start'; seen.push('start ' + require('node:path').isAbsolute(context.functionAppDirectory ?? '/')); });
      app.hook.appTerminate((context) => { console.log('terminated by hook, with data of ' + context.hookData.from); });
      app.hook.preInvocation((context) => { context.hookData.n = 1; context.inputs = [{ replaced: true }]; const f = context.functionHandler; context.functionHandler = (...args) => f(...args); });
      app.hook.postInvocation((context) => { seen.push('post ' + context.hookData.n + ' ' + context.error); context.result = { jsonBody: { ...context.result.jsonBody, seen } }; });
      app.hook.log((context) => { if (context.category === 'user') { context.message = context.message + ' (seen by a hook)'; } });
      app.http('hello', { handler: (request, context) => { context.log('a line'); return { jsonBody: request }; } });`;
    const { text, host } = await hello({ 'index.cjs': code });
    expect(JSON.parse(text)).toEqual({ replaced: true, seen: ['start true', 'post 1 null'] });
    await eventually('the line is logged', () => host.output().includes('a line (seen by a hook)'));
    await host.stop();
    expect(host.output()).toContain('terminated by hook, with data of start');
  });

  it('may switch a function off by a setting', async () => {
    const host = await startHost({
      appFolder: anApp({ 'index.cjs': HELLO }),
      settings: { 'AzureWebJobs.hello.Disabled': 'true' },
    });
    expect((await host.fetch('/api/hello')).status).toBe(404);
  });

  it('with two functions on one route serves the first and puts the later one in error', async () => {
    const code = `
      const { app } = require('@azure/functions');
      app.get('second', { route: 'same', handler: () => ({ body: 'second' }) });
      app.http('first', { route: '/Same/', handler: () => ({ body: 'first' }) });
      app.deleteRequest('third', { route: 'same', handler: () => ({ body: 'third' }) });`;
    const { text, host } = await hello({ 'index.cjs': code }, '/api/same');
    expect(text).toBe('first');
    expect(await (await host.fetch('/api/same', { method: 'DELETE' })).text()).toBe('third');
    expect(host.output()).toContain(
      "The 'second' function is in error: The route specified conflicts with the route defined by function 'first'.",
    );
  });

  it.each(['admin/things', 'adminLevel', '/runtime'])(
    'is not served on the reserved route %s',
    async (route) => {
      const code = HELLO.replace('{ handler', `{ route: '${route}', handler`);
      const { status, host } = await hello({ 'index.cjs': code }, `/api/${route.replace('/', '')}`);
      expect(status).toBe(404);
      expect(host.output()).toContain(
        "The 'hello' function is in error: The specified route conflicts with one or more built in routes.",
      );
    },
  );
});

describe('the host refuses, in clear words,', () => {
  it('an app that throws while it loads, with its error and stack', async () => {
    const appFolder = anApp({
      'index.cjs': `function deepInside() { throw new Error('MicrosoftAppType is not set'); } deepInside();`,
    });
    await expect(startHost({ appFolder })).rejects.toThrow(
      `The app's entry point "index.cjs" failed to load: MicrosoftAppType is not set`,
    );
  });

  it('an app that throws while its start hooks run', async () => {
    const code = `require('@azure/functions').app.hook.appStart(() => { throw new Error('not today'); });`;
    expect(await refusal({ 'index.cjs': code })).toContain('not today');
  });

  it('an app whose entry point is missing', async () => {
    expect(await refusal({})).toBe(
      `The app's entry point "index.cjs" (main in package.json) was not found. Is it built?`,
    );
    expect(await refusal({ 'package.json': '{}' })).toContain('has no "main"');
  });

  it('triggers and bindings that it does not support, all of them by name', async () => {
    const code = `
      const { app, input, output } = require('@azure/functions');
      app.storageBlob('onBlob', { path: 'a/b', connection: 'c', handler: () => {} });
      app.cosmosDB('onItem', { databaseName: 'd', containerName: 'c', connection: 'c', handler: () => {} });
      app.http('reads', { extraInputs: [input.storageBlob({ path: 'p', connection: 'c' })], handler: () => ({}) });
      app.http('writes', { extraOutputs: [output.table({ tableName: 't', connection: 'c' })], handler: () => ({}) });
      app.timer('retries', { schedule: '0 0 0 * * *', retry: { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: 1000 }, handler: () => {} });
      require('durable-functions').app.entity('counter', () => {});`;
    const words = await refusal({ 'index.cjs': code });
    expect(words).toContain('function "onBlob": a trigger of type "blobTrigger" is not supported');
    expect(words).toContain('function "onItem": a trigger of type "cosmosDBTrigger" is not supported');
    expect(words).toMatch(/function "reads": the input binding ".+" of type "blob" is not supported/);
    expect(words).toMatch(/function "writes": the output binding ".+" of type "table" is not supported/);
    expect(words).toContain('function "retries": a retry policy is not supported');
    expect(words).toContain('function "counter": a trigger of type "entityTrigger" is not supported');
  });

  it('a timer without a schedule that it can read', async () => {
    const code = `require('@azure/functions').app.timer('tick', { schedule: 'every day', handler: () => {} });`;
    expect(await refusal({ 'index.cjs': code })).toContain(
      'function "tick": the schedule "every day" is neither',
    );
  });

  it('a setting that is used and not set', async () => {
    const code = `require('@azure/functions').app.timer('tick', { schedule: '%Missing%', handler: () => {} });`;
    expect(await refusal({ 'index.cjs': code })).toBe('The setting Missing, used as %Missing%, is not set.');
    const queue = `require('@azure/functions').app.storageQueue('work', { queueName: 'q', connection: 'Elsewhere', handler: () => {} });`;
    expect(await refusal({ 'index.cjs': queue })).toContain('A queue needs the setting Elsewhere');
    expect(await refusal({ 'index.cjs': queue }, { Elsewhere: 'nonsense' })).toContain(
      'Elsewhere is not a storage connection string',
    );
  });

  it('two functions of one name', async () => {
    expect(await refusal({ 'index.cjs': HELLO + HELLO })).toContain(
      'A function with id "hello" has already been registered.',
    );
  });

  it('host.json with bad entries, each by name', async () => {
    const hostJson = { version: '1', extensions: { queues: { batchSize: 33, maxPollingInterval: 'soon' } } };
    const words = await refusal({ 'index.cjs': HELLO, 'host.json': JSON.stringify(hostJson) });
    expect(words).toMatch(
      /host\.json is not valid:.*version.*batchSize|host\.json is not valid:.*batchSize.*version/s,
    );
    expect(words).toContain('"soon" is not a time span');
    expect(await refusal({ 'index.cjs': HELLO, 'host.json': '{' })).toContain('host.json cannot be read');
  });

  it('local.settings.json that is not JSON, or is encrypted', async () => {
    expect(await refusal({ 'index.cjs': HELLO, 'local.settings.json': '{' })).toContain(
      'local.settings.json is not valid JSON',
    );
    expect(await refusal({ 'index.cjs': HELLO, 'local.settings.json': '{ "IsEncrypted": true }' })).toContain(
      'encrypted',
    );
  });

  it('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    await expect(startHost({ appFolder: fixture('http'), port })).rejects.toThrow(`Port ${port} is taken`);
    other.close();
  });

  it('arguments that are not its own', async () => {
    await expect(
      startHost({ appFolder: fixture('http'), port: 70000, dataFolder: aFolder() }),
    ).rejects.toThrow('--port must be a number');
  });
});
