// What survives: a drain, a kill at any moment, and a second host on the same data.
import { join } from 'node:path';
import { killUnderLoad } from '../../../../dev/bench/durable/killsUnderLoad';
import { findProjectRoot } from '../../../../dev/projectRoot';
import { bundleScript } from '../../../support/bundleScript';
import { aFolder, endHosts, eventually, hostScript } from '../hostUnderTest';
import { DurableUnderTest } from './durableUnderTest';

const MINUTE = 60_000;

afterAll(endHosts);

it.each(['SIGTERM', 'SIGKILL'] as const)(
  'goes on after a %s where it was, with the events and timers that came meanwhile',
  async (signal) => {
    const dataFolder = aFolder();
    const first = await DurableUnderTest.start(dataFolder);
    const waiting = await first.start('waits');
    const sleeping = await first.start('sleeps', 60 * MINUTE);
    const failing = await first.start('givesUp');
    for (const id of [waiting, sleeping, failing]) await first.running(id);
    await first.client('raiseEvent', waiting, 'go', 'before');
    first.host.signal(signal);
    await first.host.ended;

    const second = await DurableUnderTest.start(dataFolder);
    await second.client('raiseEvent', waiting, 'go', 'after');
    await second.host.moveClock(61 * MINUTE);
    expect((await second.ended(waiting)).output).toEqual(['before', 'after']);
    expect((await second.ended(sleeping)).runtimeStatus).toBe('Completed');
    expect((await second.ended(failing)).runtimeStatus).toBe('Failed');
  },
  60_000,
);

it('runs an activity again that was running when the host was killed', async () => {
  const dataFolder = aFolder();
  const first = await DurableUnderTest.start(dataFolder);
  const id = await first.start('hangs');
  const runs = () => first.host.records().filter(({ runs }) => runs === 'never').length;
  await eventually('the activity runs', () => runs() === 1);
  first.host.signal('SIGKILL');
  await first.host.ended;
  const second = await DurableUnderTest.start(dataFolder);
  await eventually('the activity runs again', () => runs() === 2);
  expect((await second.status(id)).runtimeStatus).toBe('Running');
});

it('keeps the addresses that were handed out good over a restart', async () => {
  const dataFolder = aFolder();
  const first = await DurableUnderTest.start(dataFolder);
  const id = await first.start('waits');
  const { statusQueryGetUri = '' } = await first.client<Record<string, string>>(
    'createHttpManagementPayload',
    id,
  );
  await first.host.stop();
  const second = await DurableUnderTest.start(dataFolder);
  const address = statusQueryGetUri.replace(`:${first.host.port}/`, `:${second.host.port}/`);
  expect((await fetch(address)).status).toBe(202);
});

it('refuses a second host on the same data, and takes over once the first has died', async () => {
  const dataFolder = aFolder();
  const first = await DurableUnderTest.start(dataFolder);
  await expect(DurableUnderTest.start(dataFolder)).rejects.toThrow(
    `The data folder ${dataFolder} is in use by another host (process ${first.host.pid}). Stop that one first`,
  );
  first.host.signal('SIGKILL');
  await first.host.ended;
  const third = await DurableUnderTest.start(dataFolder);
  expect((await third.run('greet', 'Ana')).output).toBe('hello Ana');
});

it('ends every acknowledged start, each task once, when it is killed under load', async () => {
  const app = bundleScript(join(findProjectRoot(), 'dev/bench/durable/benchApp.ts'));
  const seed = Math.floor(Math.random() * 1e9);
  const result = await killUnderLoad({ host: hostScript(), app }, 3, seed);
  console.info(`Killed under load, seed ${seed}: ${JSON.stringify(result)}`);
  expect(result.acknowledged).toBeGreaterThan(0);
  expect(result).toMatchObject({ completed: result.acknowledged, doubled: 0 });
}, 60_000);
