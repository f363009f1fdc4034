// Durable Functions in the whole host: its client, its management API and its clock, through the unmodified library.
import { aFolder, endHosts, fixture, startHost, type HostUnderTest } from './hostUnderTest';

afterAll(endHosts);

const start = (dataFolder: string) =>
  startHost({ appFolder: fixture('durable'), dataFolder, settings: { Hub: 'TestsHub' } });

interface Status {
  runtimeStatus: string;
  output: unknown;
}

const statusOf = async (uri: string) => (await (await fetch(uri)).json()) as Status;

async function statusOnce(uri: string, isRight: (status: Status) => boolean): Promise<Status> {
  for (let tries = 0; tries < 200; tries++) {
    const status = await statusOf(uri);
    if (isRight(status)) return status;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`It never came to that: ${JSON.stringify(await statusOf(uri))}`);
}

async function begin(host: HostUnderTest) {
  const response = await host.fetch('/api/start/Ana');
  expect(response.status).toBe(202);
  return (await response.json()) as { statusQueryGetUri: string; id: string };
}

it('runs an orchestration whose durable timer the moved clock ends', async () => {
  const host = await start(aFolder());
  const { statusQueryGetUri } = await begin(host);
  expect(new URL(statusQueryGetUri).host).toBe(`127.0.0.1:${host.port}`);
  await statusOnce(statusQueryGetUri, ({ runtimeStatus }) => runtimeStatus === 'Running');
  await host.moveClock(25 * 3600_000);
  const done = await statusOnce(statusQueryGetUri, ({ runtimeStatus }) => runtimeStatus === 'Completed');
  expect(done.output).toEqual(['Hello Ana', { kind: 'string', value: '123' }]);
  expect(await host.stop()).toEqual({ code: 0, signal: null });
});

it.each(['SIGTERM', 'SIGKILL'] as const)('goes on after a %s', async (signal) => {
  const dataFolder = aFolder();
  const first = await start(dataFolder);
  const { statusQueryGetUri } = await begin(first);
  await statusOnce(statusQueryGetUri, ({ runtimeStatus }) => runtimeStatus === 'Running');
  first.signal(signal);
  await first.ended;
  const second = await start(dataFolder);
  const uri = statusQueryGetUri.replace(`:${first.port}/`, `:${second.port}/`);
  await second.moveClock(25 * 3600_000);
  await statusOnce(uri, ({ runtimeStatus }) => runtimeStatus === 'Completed');
});

it('answers the management API only to those who hold its key', async () => {
  const host = await start(aFolder());
  const { id } = await begin(host);
  expect((await host.fetch(`/runtime/webhooks/durabletask/instances/${id}`)).status).toBe(401);
});
