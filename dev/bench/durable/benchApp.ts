/** The Functions app that the Durable benchmark runs on the embedded host: small orchestrations, and a way to start them. */
import { app } from '@azure/functions';
import * as df from 'durable-functions';

const client = df.input.durableClient();

df.app.activity('echo', { handler: (value: unknown) => value });

df.app.orchestration('one', function* (context) {
  return yield context.df.callActivity('echo', context.df.getInput());
});

df.app.orchestration('chain', function* (context) {
  const seen: unknown[] = [];
  for (let step = 1; step <= 3; step += 1) seen.push(yield context.df.callActivity('echo', step));
  const halves = ['left', 'right'].map((half) => context.df.callActivity('echo', half));
  seen.push(yield context.df.Task.all(halves));
  return seen;
});

df.app.orchestration('fanOut', function* (context) {
  const width = Number(context.df.getInput());
  const tasks = Array.from({ length: width }, (_, index) => context.df.callActivity('echo', index));
  return ((yield context.df.Task.all(tasks)) as unknown[]).length;
});

app.http('client', {
  authLevel: 'anonymous',
  methods: ['GET'],
  extraInputs: [client],
  handler: (_request, context) => ({ jsonBody: context.extraInputs.get(client) }),
});

app.http('memory', {
  authLevel: 'anonymous',
  methods: ['GET'],
  handler: () => {
    globalThis.gc?.();
    return { jsonBody: process.memoryUsage() };
  },
});
