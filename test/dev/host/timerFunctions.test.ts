// Timer functions on the embedded host: days pass in milliseconds, and nothing missed is lost or run twice.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  aFolder,
  anApp,
  endHosts,
  eventually,
  fixture,
  startHost,
  type HostUnderTest,
} from './hostUnderTest';

afterAll(endHosts);

const appFolder = fixture('timers');
/** How far the clock must be off for it to be this instant now. */
const offsetTo = (instant: string) => Date.parse(instant) - Date.now();
const runsOf = (host: HostUnderTest, name: string) => host.records().filter((entry) => entry.name === name);
const runs = (host: HostUnderTest, name: string, count: number) =>
  eventually(
    `${name} has run ${count} times`,
    () => runsOf(host, name).length >= count && runsOf(host, name),
  );
/** What is kept of a timer's schedule. */
const keptStatus = (host: HostUnderTest, name: string) =>
  readFileSync(join(host.dataFolder, 'timers', `${name}.json`), 'utf8');
/** Long enough for a run that should not be. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 250));

// 4 January 2030 is a Friday.
const FRIDAY_8 = '2030-01-04T08:00:00Z';
const startOnFriday = (dataFolder = aFolder()) =>
  startHost({ appFolder, dataFolder, clockOffsetMs: offsetTo(FRIDAY_8) });

it('runs a function when its time comes, with its schedule status', async () => {
  const host = await startOnFriday();
  await host.moveClock(offsetTo('2030-01-04T08:59:58.000Z'));
  expect(runsOf(host, 'daily')).toEqual([]);
  const [run] = await runs(host, 'daily', 1);
  expect(run).toMatchObject({
    isPastDue: false,
    status: { last: '0001-01-01T00:00:00+00:00', next: '2030-01-04T09:00:00.000+00:00' },
  });
  expect(Number(run?.at)).toBeGreaterThanOrEqual(Date.parse('2030-01-04T09:00:00Z'));
  expect(Number(run?.at)).toBeLessThan(Date.parse('2030-01-04T09:00:05Z'));
});

it('runs a function once, as past due, when the clock moves past several of its occurrences', async () => {
  const host = await startOnFriday();
  await host.moveClock(offsetTo('2030-01-11T12:00:00Z'));
  const [run] = await runs(host, 'daily', 1);
  expect(run).toMatchObject({ isPastDue: true, status: { next: '2030-01-04T09:00:00.000+00:00' } });

  await host.moveClock(offsetTo('2030-01-14T09:30:00Z'));
  const [, second] = await runs(host, 'daily', 2);
  expect(second).toMatchObject({ isPastDue: true, status: { next: '2030-01-14T09:00:00.000+00:00' } });
  await aWhile();
  expect(runsOf(host, 'daily')).toHaveLength(2);
});

it('keeps to the weekdays of a schedule', async () => {
  const host = await startOnFriday();
  await host.moveClock(offsetTo('2030-01-04T10:00:00Z'));
  await runs(host, 'daily', 1);
  await host.moveClock(offsetTo('2030-01-06T23:00:00Z'));
  await runs(host, 'unmonitored', 2);
  await aWhile();
  expect(runsOf(host, 'daily')).toHaveLength(1);
});

it('takes a time span as the pause between runs', async () => {
  const host = await startOnFriday();
  await host.moveClock(offsetTo('2030-01-04T09:00:05Z'));
  await runs(host, 'hourlySpan', 1);
  await host.moveClock(offsetTo('2030-01-04T09:59:00Z'));
  await aWhile();
  expect(runsOf(host, 'hourlySpan')).toHaveLength(1);
  await host.moveClock(offsetTo('2030-01-04T10:00:30Z'));
  await runs(host, 'hourlySpan', 2);
});

it('gives no status to a function that is not monitored', async () => {
  const host = await startOnFriday();
  await host.moveClock(offsetTo('2030-01-04T08:31:00Z'));
  const [run] = await runs(host, 'unmonitored', 1);
  expect(run?.status ?? undefined).toBeUndefined();
});

it('runs a function on startup when it asks for that, and only then when its time is months away', async () => {
  const host = await startOnFriday();
  expect(await runs(host, 'onStartup', 1)).toMatchObject([{ isPastDue: false }]);
  await host.moveClock(offsetTo('2030-11-30T00:00:00Z'));
  await aWhile();
  expect(runsOf(host, 'onStartup')).toHaveLength(1);
});

it('never runs a function twice at once, and makes up once for what came meanwhile', async () => {
  const host = await startOnFriday();
  await host.moveClock(offsetTo('2030-01-04T08:15:01Z'));
  await runs(host, 'slow', 1);
  await host.moveClock(offsetTo('2030-01-04T13:00:00Z'));
  const entries = await runs(host, 'slow', 4);
  expect(entries.map(({ what }) => what)).toEqual(['started', 'finished', 'started', 'finished']);
  expect(entries[2]).toMatchObject({ isPastDue: true });
  await aWhile();
  expect(runsOf(host, 'slow')).toHaveLength(4);
});

it('goes on with a schedule whose function throws', async () => {
  const host = await startOnFriday();
  await host.moveClock(offsetTo('2030-01-04T08:45:01Z'));
  await runs(host, 'failing', 1);
  await host.moveClock(offsetTo('2030-01-04T09:45:01Z'));
  await runs(host, 'failing', 2);
  expect(host.output()).toContain('the timer threw this');
});

it('follows a clock that is moved back', async () => {
  const host = await startOnFriday();
  await host.moveClock(offsetTo('2030-02-01T08:30:00Z'));
  await runs(host, 'daily', 1);
  await host.moveClock(offsetTo('2030-01-08T08:00:00Z'));
  await aWhile();
  expect(runsOf(host, 'daily')).toHaveLength(1);
  await host.moveClock(offsetTo('2030-01-08T09:00:01Z'));
  await runs(host, 'daily', 2);
});

describe('after a restart', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    '(%s) runs once, as past due, what was missed while it was down',
    async (signal) => {
      const first = await startOnFriday();
      await first.moveClock(offsetTo('2030-01-04T09:00:01Z'));
      await runs(first, 'daily', 1);
      await eventually('its status is kept', () => keptStatus(first, 'daily').includes('2030-01-07T09:00'));
      first.signal(signal);
      await first.ended;

      const { dataFolder } = first;
      const second = await startHost({
        appFolder,
        dataFolder,
        clockOffsetMs: offsetTo('2030-01-08T12:00:00Z'),
      });
      const [, made] = await runs(second, 'daily', 2);
      expect(made).toMatchObject({ isPastDue: true, status: { next: '2030-01-07T09:00:00.000+00:00' } });
      await aWhile();
      expect(runsOf(second, 'daily')).toHaveLength(2);
      expect(runsOf(second, 'unmonitored')).toHaveLength(runsOf(first, 'unmonitored').length);
    },
  );

  it('runs what was due before its very first run', async () => {
    const first = await startOnFriday();
    await first.stop();
    const second = await startHost({
      appFolder,
      dataFolder: first.dataFolder,
      clockOffsetMs: offsetTo('2030-01-04T10:00:00Z'),
    });
    expect(await runs(second, 'daily', 1)).toMatchObject([{ isPastDue: true }]);
  });

  it('runs nothing when nothing was missed', async () => {
    const first = await startOnFriday();
    await first.stop();
    const second = await startHost({
      appFolder,
      dataFolder: first.dataFolder,
      clockOffsetMs: offsetTo('2030-01-04T08:10:00Z'),
    });
    await aWhile();
    expect(second.records().map(({ name }) => name)).toEqual(['onStartup', 'onStartup']);
  });

  it('follows a clock that went back while it was down', async () => {
    const first = await startOnFriday();
    await first.moveClock(offsetTo('2030-03-01T12:00:00Z'));
    await runs(first, 'daily', 1);
    await first.stop();
    const second = await startOnFriday(first.dataFolder);
    await second.moveClock(offsetTo('2030-01-04T09:00:01Z'));
    await runs(second, 'daily', 2);
  });

  it('does not run again what finished while the host drained', async () => {
    const first = await startOnFriday();
    await first.moveClock(offsetTo('2030-01-04T08:15:01Z'));
    await runs(first, 'slow', 1);
    await first.stop();
    const clockOffsetMs = offsetTo('2030-01-04T08:16:00Z');
    const second = await startHost({ appFolder, dataFolder: first.dataFolder, clockOffsetMs });
    await aWhile();
    expect(runsOf(second, 'slow').map(({ what }) => what)).toEqual(['started', 'finished']);
  });

  it('does not take a new schedule for a missed one', async () => {
    const code = (schedule: string) =>
      anApp({
        'index.cjs': `require('@azure/functions').app.timer('tick', { schedule: '${schedule}', handler: (t) => console.log('tick', t.isPastDue) });`,
      });
    const first = await startHost({ appFolder: code('0 0 18 * * *'), clockOffsetMs: offsetTo(FRIDAY_8) });
    await first.stop();
    const clockOffsetMs = offsetTo('2030-01-04T12:00:00Z');
    const second = await startHost({
      appFolder: code('0 0 9 * * *'),
      dataFolder: first.dataFolder,
      clockOffsetMs,
    });
    await aWhile();
    expect(second.output()).not.toContain('tick');
    await second.moveClock(offsetTo('2030-01-05T09:00:01Z'));
    await eventually('the new schedule holds', () => second.output().includes('tick true'));
  });
});

it('runs a timer by hand', async () => {
  const host = await startOnFriday();
  expect((await host.fetch('/admin/functions/Daily', { method: 'POST', body: '{}' })).status).toBe(202);
  expect(await runs(host, 'daily', 1)).toMatchObject([{ isPastDue: false }]);
  expect((await host.fetch('/admin/functions/unknown', { method: 'POST' })).status).toBe(404);
  expect((await host.fetch('/admin/functions/daily', { method: 'POST', body: 'x' })).status).toBe(400);
});
