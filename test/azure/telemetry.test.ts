/** Where counts and times go: as the host's own settings say, with the first count, and to a stand-in of the ingestion service. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { AzureMonitorExporterOptions } from '@azure/monitor-opentelemetry-exporter';
import { openApplicationInsights } from '../../src/azure/applicationInsightsMeter';
import { createMeters } from '../../src/azure/lateMeters';
import { telemetrySettingsOf } from '../../src/azure/telemetrySettings';
import { createLateDeliveryMetrics, METER_NAME } from '../../src/delivery/deliveryMetrics';
import { aLog } from '../support/buildersLog';

const KEY = '11111111-2222-4333-8444-555555555555';

interface Envelope {
  iKey: string;
  data: { baseData: { metrics: { name: string; value: number }[]; properties: Record<string, string> } };
}

/** The package insists on TLS, which the stand-in does not speak. */
const PLAIN: AzureMonitorExporterOptions = {
  additionalPolicies: [
    {
      position: 'perRetry',
      policy: {
        name: 'plain',
        sendRequest(request, next) {
          request.url = request.url.replace('https:', 'http:');
          request.allowInsecureConnection = true;
          return next(request);
        },
      },
    },
  ],
};

let service: Server;
let status: number;
let taken: Envelope[];
let connectionString: string;
let exportedBefore: string | undefined;

beforeAll(async () => {
  exportedBefore = process.env.APPLICATION_INSIGHTS_NO_STATSBEAT;
  process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = 'true';
  service = createServer((request, response) => {
    void buffer(request).then((body) => {
      const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
      const envelopes = (
        text.startsWith('[') ? JSON.parse(text) : text.split('\n').map((line) => JSON.parse(line) as unknown)
      ) as Envelope[];
      taken.push(...envelopes);
      response.statusCode = status;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ itemsReceived: envelopes.length, itemsAccepted: envelopes.length, errors: [] }),
      );
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const { port } = service.address() as AddressInfo;
  connectionString = `InstrumentationKey=${KEY};IngestionEndpoint=http://127.0.0.1:${port}/`;
});

afterAll(async () => {
  if (exportedBefore === undefined) delete process.env.APPLICATION_INSIGHTS_NO_STATSBEAT;
  else process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = exportedBefore;
  await new Promise((resolve) => service.close(resolve));
});

beforeEach(() => {
  status = 200;
  taken = [];
});

test('sends what was counted, from the first count on, when it is shut down', async () => {
  const log = aLog();
  const provider = openApplicationInsights({ connectionString }, log, PLAIN);
  const meters = createMeters({ connectionString }, aLog(), () => Promise.resolve(provider));
  const metrics = createLateDeliveryMetrics(() => meters.meter(METER_NAME), log);
  metrics.delivered('sent', 'reminder', 1500, 250);
  metrics.outcome('sent');
  metrics.ticked(3, 1);
  metrics.died('reminder');
  metrics.unreachable('suspended');
  await meters.meter(METER_NAME);
  await provider.shutdown();
  const found = Object.fromEntries(
    taken.flatMap(({ data: { baseData } }) =>
      baseData.metrics.map(({ name, value }) => [
        [name, ...Object.values(baseData.properties).filter((text) => !text.includes('.'))].join(' '),
        value,
      ]),
    ),
  );
  expect(new Set(taken.map(({ iKey }) => iKey))).toEqual(new Set([KEY]));
  expect(found).toMatchObject({
    'recado.deliveries sent reminder': 1,
    'recado.sends sent': 1,
    'recado.due ahead': 3,
    'recado.due overdue': 1,
    'recado.dead reminder': 1,
    'recado.unreachable suspended': 1,
    'recado.lateness reminder': 1500,
    'recado.queue_age': 250,
  });
});

test('says so when the service refuses what was counted', async () => {
  status = 400;
  const log = aLog();
  const provider = openApplicationInsights({ connectionString }, log, PLAIN);
  provider.getMeter(METER_NAME).createCounter('recado.sends').add(1);
  await provider.shutdown();
  expect(log.events).toEqual(['metrics.not-sent']);
});

test('opens nothing before the first count, and once only', async () => {
  let opened = 0;
  const log = aLog();
  const provider = openApplicationInsights({ connectionString }, log, PLAIN);
  const meters = createMeters({ connectionString }, aLog(), () => {
    opened += 1;
    return Promise.resolve(provider);
  });
  expect(opened).toBe(0);
  await Promise.all([meters.meter('a'), meters.meter('b')]);
  expect(opened).toBe(1);
  await provider.shutdown();
});

test('an exporter that cannot be set up is told once, and deliveries go on', async () => {
  const log = aLog();
  const meters = createMeters({ connectionString }, aLog(), () =>
    Promise.reject(new Error('no such module')),
  );
  const metrics = createLateDeliveryMetrics(() => meters.meter(METER_NAME), log);
  metrics.outcome('sent');
  metrics.outcome('sent');
  await new Promise((resolve) => setImmediate(resolve));
  expect(log.events).toEqual(['delivery.metrics-off']);
});

test('without settings nothing is opened', async () => {
  const meters = createMeters(undefined, aLog(), () => Promise.reject(new Error('opened')));
  const meter = await meters.meter(METER_NAME);
  expect(() => meter.createCounter('x').add(1)).not.toThrow();
});

test.each([
  [{}, undefined],
  [
    { APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=0' },
    { connectionString: 'InstrumentationKey=0' },
  ],
  [
    {
      APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=0',
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `ClientId=${KEY};Authorization=AAD`,
    },
    { connectionString: 'InstrumentationKey=0', identity: { clientId: KEY } },
  ],
  [
    {
      APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=0',
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD',
    },
    { connectionString: 'InstrumentationKey=0', identity: {} },
  ],
])('reads %j', (settings, expected) => {
  expect(telemetrySettingsOf(settings)).toEqual(expected);
});
