/**
 * What the app's turns are measured against: botbuilder's CloudAdapter on plain node:http, which echoes; with `--storing`
 * it also makes the storage operations of one of the app's turns, one after the other where the app's depend on each other.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TableClient } from '@azure/data-tables';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, TurnContext } from 'botbuilder';

const connectionString = process.argv.includes('--storing') ? process.env['AzureWebJobsStorage'] : undefined;
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const open = (name: string): TableClient | undefined =>
  connectionString
    ? TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection: true })
    : undefined;
const activities = open('EchoActivities');
const conversations = open('EchoConversations');

async function store(context: TurnContext): Promise<void> {
  const { activity } = context;
  const keys = { partitionKey: activity.conversation.id, rowKey: activity.id ?? '' };
  const reference = JSON.stringify(TurnContext.getConversationReference(activity));
  await Promise.all([
    activities?.createEntity({ ...keys, state: 'started', startedAt: new Date() }),
    conversations?.getEntity('people', activity.from.id).catch(() => undefined),
  ]);
  await conversations?.upsertEntity(
    { partitionKey: 'tenant', rowKey: activity.conversation.id, reference },
    'Merge',
  );
}

async function turn(context: TurnContext): Promise<void> {
  if (conversations) await store(context);
  await context.sendActivity(`echo: ${context.activity.text}`);
  const { activity } = context;
  await activities?.upsertEntity(
    { partitionKey: activity.conversation.id, rowKey: activity.id ?? '', state: 'done' },
    'Merge',
  );
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const bridge = {
    socket: request.socket,
    status: (code: number) => void (response.statusCode = code),
    header: (name: string, value: unknown) => void response.setHeader(name, String(value)),
    send: (content: unknown) =>
      void response.write(typeof content === 'string' ? content : JSON.stringify(content)),
    end: () => void response.end(),
  };
  await adapter.process(
    {
      body: JSON.parse(body) as Record<string, unknown>,
      headers: request.headers,
      method: request.method ?? '',
    },
    bridge,
    turn,
  );
}

async function main(): Promise<void> {
  await Promise.all([activities?.createTable(), conversations?.createTable()]);
  const server = createServer((request, response) => void serve(request, response)).listen(
    0,
    '127.0.0.1',
    () => {
      process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages` });
    },
  );
  process.once('disconnect', () => process.exit(0));
}

void main();
