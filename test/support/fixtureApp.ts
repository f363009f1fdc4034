/** A small Functions app for tests of what runs an app: it is healthy, knows the time, is slow on demand, keeps rows. */
import { setTimeout as sleep } from 'node:timers/promises';
import { app, type HttpRequest } from '@azure/functions';
import { rowKeysOf, tableOf } from './storageClients';

const table = tableOf(process.env.AzureWebJobsStorage ?? '', 'Rows', { maxRetries: 0 });

app.http('health', {
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: async () => {
    await table.createTable();
    return { jsonBody: { status: 'healthy' } };
  },
});

app.http('facts', {
  methods: ['GET'],
  authLevel: 'function',
  handler: () => ({
    jsonBody: { now: Date.now(), colour: process.env.COLOUR, appId: process.env.MicrosoftAppId },
  }),
});

app.http('slow', {
  methods: ['POST'],
  handler: async (request: HttpRequest) => {
    await sleep(Number(request.query.get('ms')));
    return { body: 'finished' };
  },
});

app.http('addRow', {
  methods: ['PUT'],
  route: 'rows/{key}',
  handler: async (request: HttpRequest) => {
    await table.createEntity({ partitionKey: 'rows', rowKey: request.params.key ?? '' });
    return { status: 201 };
  },
});

app.http('listRows', {
  methods: ['GET'],
  route: 'rows',
  handler: async () => ({ jsonBody: await rowKeysOf(table) }),
});
