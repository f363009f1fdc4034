// Function keys: not needed locally, asked for as in Azure with --enforce-keys.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, endHosts, fixture, startHost, type HostUnderTest } from './hostUnderTest';

afterAll(endHosts);

const appFolder = fixture('http');
const statusOf = async (host: HostUnderTest, path: string, key?: string) =>
  (await host.fetch(path, key === undefined ? {} : { headers: { 'x-functions-key': key } })).status;

it('asks for no keys by default', async () => {
  const host = await startHost({ appFolder });
  expect(await statusOf(host, '/api/forFunctionKey')).toBe(200);
  expect(await statusOf(host, '/api/forAdminKey')).toBe(200);
  expect(await statusOf(host, '/admin/host/status')).toBe(200);
});

describe('with --enforce-keys', () => {
  const dataFolder = aFolder();
  let host: HostUnderTest;
  let keys: { default: string; master: string };

  beforeAll(async () => {
    host = await startHost({ appFolder, dataFolder, enforceKeys: true });
    keys = JSON.parse(readFileSync(join(dataFolder, 'host-keys.json'), 'utf8')) as typeof keys;
  });

  it('answers 401 at the function level without a key or with a wrong one, and takes the default and the master key', async () => {
    expect(await statusOf(host, '/api/forFunctionKey')).toBe(401);
    expect(await statusOf(host, '/api/forFunctionKey', 'wrong')).toBe(401);
    expect(await statusOf(host, '/api/forFunctionKey', '')).toBe(401);
    expect(await statusOf(host, '/api/forFunctionKey', keys.default)).toBe(200);
    expect(await statusOf(host, '/api/forFunctionKey', keys.master)).toBe(200);
  });

  it('takes the key from the query as well', async () => {
    expect(await statusOf(host, `/api/forFunctionKey?x=1&code=${keys.default}`)).toBe(200);
    expect(await statusOf(host, '/api/forFunctionKey?code=wrong')).toBe(401);
  });

  it('takes the master key alone at the admin level and for its own paths', async () => {
    for (const path of ['/api/forAdminKey', '/admin/host/status']) {
      expect(await statusOf(host, path)).toBe(401);
      expect(await statusOf(host, path, keys.default)).toBe(401);
      expect(await statusOf(host, path, keys.master)).toBe(200);
    }
  });

  it('lets anonymous functions be called without one', async () => {
    expect(await statusOf(host, '/api/plain')).toBe(200);
  });

  it('keeps the keys for its owner alone, prints them, and has the same after a restart', async () => {
    expect(statSync(join(dataFolder, 'host-keys.json')).mode & 0o777).toBe(0o600);
    expect(host.output()).toContain(keys.default);
    await host.stop();
    host = await startHost({ appFolder, dataFolder, enforceKeys: true });
    expect(await statusOf(host, '/api/forFunctionKey', keys.default)).toBe(200);
  });
});
