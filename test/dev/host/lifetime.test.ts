// How the host process ends: it drains on signals and when its parent dies, and stays behind for nobody.
import { fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  aFolder,
  anApp,
  endHosts,
  eventually,
  fixture,
  hostScript,
  startHost,
  type HostUnderTest,
} from './hostUnderTest';

afterAll(endHosts);

const appFolder = fixture('http');
const did = (host: HostUnderTest) => host.records().map(({ what }) => what);
const started = (host: HostUnderTest) => eventually('the call runs', () => did(host).includes('started'));

it.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s lets a call in flight finish, starts no new one, and exits 0',
  async (signal) => {
    const host = await startHost({ appFolder });
    const inFlight = host.fetch('/api/slow?ms=600');
    await started(host);
    host.signal(signal);
    await eventually('it says that it ends', () => host.output().includes('The host ends'));

    await expect(
      host
        .fetch('/api/slow?ms=1')
        .then(({ status }) => (status === 503 ? Promise.reject(new Error('503')) : status)),
    ).rejects.toThrow();
    expect(await (await inFlight).text()).toBe('done');
    expect(await host.ended).toEqual({ code: 0, signal: null });
    expect(did(host)).toEqual(['started', 'finished']);
  },
);

it('drains and exits 0 when the process that started it goes away in good order', async () => {
  const parent = await aParent();
  const answer = fetch(`http://127.0.0.1:${parent.port}/api/slow?ms=500`);
  await eventually('the call runs', parent.hasStarted);
  parent.process.disconnect();
  expect(await (await answer).text()).toBe('done');
  await eventually('the host is gone', () => !isAlive(parent.hostPid));
});

it('stays not behind when the process that started it is killed', async () => {
  const parent = await aParent();
  const answer = fetch(`http://127.0.0.1:${parent.port}/api/slow?ms=500`);
  await eventually('the call runs', parent.hasStarted);
  parent.process.kill('SIGKILL');
  expect(await (await answer).text()).toBe('done');
  await eventually('the host is gone', () => !isAlive(parent.hostPid));
});

it('does not wait longer than its grace for a call that does not end, and names it', async () => {
  const code = `require('@azure/functions').app.http('endless', { handler: () => { console.log('it began'); return new Promise((resolve) => setTimeout(resolve, 60_000)); } });`;
  const host = await startHost({ appFolder: anApp({ 'index.cjs': code }) });
  const cutOff = expect(host.fetch('/api/endless')).rejects.toThrow();
  await eventually('the call runs', () => host.output().includes('it began'));
  const beganAt = performance.now();
  expect(await host.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - beganAt).toBeLessThan(13_000);
  expect(host.output()).toContain('Still running, and cut off: endless');
  await cutOff;
});

it('exits 1 with the error when the app crashes it', async () => {
  const code = `require('@azure/functions').app.http('crash', { handler: () => { setTimeout(() => { throw new Error('out of nowhere'); }, 10); return {}; } });`;
  const host = await startHost({ appFolder: anApp({ 'index.cjs': code }) });
  await host.fetch('/api/crash');
  expect(await host.ended).toEqual({ code: 1, signal: null });
  expect(host.output()).toContain('The app crashed the host: out of nowhere');
});

it('prints where it serves when it was started by hand', async () => {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, [
    hostScript(),
    '--app',
    appFolder,
    '--port',
    '0',
    '--data',
    aFolder(),
  ]);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const closed = new Promise((resolve) => child.on('close', resolve));
  await eventually('the address is printed', () =>
    /Functions are served on http:\/\/127\.0\.0\.1:\d+/.test(output),
  );
  child.kill('SIGTERM');
  expect(await closed).toBe(0);
});

/** A process between the test and a host, as `npm start` is. */
async function aParent() {
  const file = join(aFolder(), 'parent.cjs');
  writeFileSync(
    file,
    `const child = require('node:child_process').fork(process.argv[2], process.argv.slice(3), { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    child.on('message', (message) => process.send({ ...message, pid: child.pid }));
    process.on('disconnect', () => child.disconnect());`,
  );
  const dataFolder = aFolder();
  const record = join(dataFolder, 'record.jsonl');
  const args = [hostScript(), '--app', appFolder, '--port', '0', '--data', dataFolder];
  const parent = fork(file, args, {
    execArgv: [],
    env: { ...process.env, RECORD: record },
  });
  const { port, pid } = await new Promise<{ port: number; pid: number }>((resolve) =>
    parent.once('message', (ready) => resolve(ready as never)),
  );
  const hasStarted = () => existsSync(record) && readFileSync(record, 'utf8').includes('started');
  return { process: parent, port, hostPid: pid, hasStarted };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
