// host.json as the embedded host reads it: the real host's defaults, and words for what is wrong.
import { toHostConfig } from '../../../dev/host/hostJson';

it("has the real host's defaults", () => {
  expect(toHostConfig({ version: '2.0' })).toEqual({
    routePrefix: 'api',
    customHeaders: {},
    functionTimeoutMs: 30 * 60_000,
    queues: {
      maxPollingIntervalMs: 60_000,
      visibilityTimeoutMs: 0,
      batchSize: 16,
      newBatchThreshold: 8,
      maxDequeueCount: 5,
      messageEncoding: 'base64',
    },
    taskHubName: 'TestHubName',
    logLevels: {},
  });
});

it('takes what is set, and leaves alone what it does not use', () => {
  const config = toHostConfig({
    version: '2.0',
    functionTimeout: '00:05:00',
    extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' },
    extensions: {
      http: { routePrefix: '/v1/' },
      queues: { batchSize: 5, messageEncoding: 'None', visibilityTimeout: '00:00:30' },
      durableTask: { hubName: '%Hub%', tracing: {} },
      serviceBus: {},
    },
    logging: { logLevel: { default: 'Warning' }, applicationInsights: {} },
  });
  expect(config).toMatchObject({
    routePrefix: 'v1',
    functionTimeoutMs: 300_000,
    queues: { batchSize: 5, newBatchThreshold: 2, messageEncoding: 'none', visibilityTimeoutMs: 30_000 },
    taskHubName: '%Hub%',
    logLevels: { default: 'warning' },
  });
});

it.each(['OpenTelemetry', 'openTelemetry', 'ApplicationInsights'])(
  'takes telemetry by %s',
  (telemetryMode) => {
    expect(() => toHostConfig({ version: '2.0', telemetryMode })).not.toThrow();
  },
);

it('takes a function timeout of -1 for none', () => {
  expect(toHostConfig({ version: '2.0', functionTimeout: '-1' }).functionTimeoutMs).toBeUndefined();
});

it.each([
  [[], /host\.json is not valid/],
  [{}, /version: must be "2.0"/],
  [
    { version: '2.0', telemetryMode: 'Prometheus' },
    /telemetryMode: must be "ApplicationInsights" or "OpenTelemetry"/,
  ],
  [{ version: '2.0', functionTimeout: 'ten minutes' }, /functionTimeout/],
  [{ version: '2.0', extensions: { queues: { batchSize: 0 } } }, /extensions\.queues\.batchSize/],
  [{ version: '2.0', extensions: { queues: { maxDequeueCount: 0 } } }, /extensions\.queues\.maxDequeueCount/],
  [
    { version: '2.0', extensions: { queues: { maxPollingInterval: 2000 } } },
    /extensions\.queues\.maxPollingInterval/,
  ],
  [{ version: '2.0', extensions: { queues: { maxPollingInterval: '00:00:00' } } }, /at least 00:00:00\.100/],
  [{ version: '2.0', extensions: { queues: { messageEncoding: 'utf16' } } }, /messageEncoding/],
  [{ version: '2.0', logging: { logLevel: { default: 'Loud' } } }, /logging\.logLevel\.default/],
])('refuses %j', (content, words) => {
  expect(() => toHostConfig(content)).toThrow(words);
});
