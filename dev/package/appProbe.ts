// Loads a built app in this process as the language worker does, and tells its parent what it registered and how it started.
import { createRequire, enableCompileCache } from 'node:module';
import { basename, dirname } from 'node:path';
import { seedCoreModule } from '../host/worker/coreModuleSeed';
import type { BindingInfo } from '../host/worker/coreTypes';
import { runInvocation } from '../host/worker/invocation';
import { Worker } from '../host/worker/worker';

/** What the probe is asked, as its only argument, in JSON. */
export interface ProbeTask {
  /** The app's entry point, absolute. */
  entry: string;
  /** Messages to let the bot answer, one after the other; their answers go to `serviceUrl`. */
  turns?: number;
  /** What the messages say, in turn; "help" where nothing is given. */
  texts?: readonly string[];
  serviceUrl?: string;
  /** Turns on Node's compile cache in this folder. */
  compileCache?: string;
}

/** A function as the app registered it. */
export interface RegisteredShape {
  name: string;
  bindings: Record<string, BindingInfo>;
}

/** What the probe tells; times in ms since its process began. */
export interface ProbeReport {
  functions: RegisteredShape[];
  registeredAfterMs: number;
  /** When the first message was answered; absent without turns. */
  answeredAfterMs?: number;
  /** The names of the scripts beside the entry point that were loaded when the first message was answered, or at once without turns. */
  scripts: string[];
  /** The largest resident size of the process until now, in bytes. */
  peakBytes: number;
}

const MESSAGES_FUNCTION = 'messages';

const silent = { isEnabled: () => false, write: () => undefined };

function messageOf({ serviceUrl, texts = ['help'] }: ProbeTask, turn: number): string {
  return JSON.stringify({
    type: 'message',
    id: `${process.pid}-${turn}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:probe', name: 'Probe', aadObjectId: '00000000-0000-4000-8000-000000000001' },
    recipient: { id: '28:bot', name: 'Recado' },
    conversation: { id: 'a:probe', conversationType: 'personal', tenantId: 'probe' },
    channelData: { tenant: { id: 'probe' } },
    locale: 'en-US',
    localTimezone: 'Europe/Madrid',
    text: texts[turn % texts.length],
  });
}

async function letAnswer(worker: Worker, task: ProbeTask, turn: number): Promise<void> {
  const messages = worker.functions.get(MESSAGES_FUNCTION);
  if (!messages) throw new Error('The app has no messages function.');
  const trigger = Object.values(messages.metadata.bindings).find(({ type }) => type === 'httpTrigger');
  const http = {
    method: 'POST',
    url: 'http://127.0.0.1/api/messages',
    nullableHeaders: { 'content-type': { value: 'application/json' } },
    nullableParams: {},
    nullableQuery: {},
    body: { bytes: Buffer.from(messageOf(task, turn)) },
  };
  const response = await runInvocation(worker, messages, {
    invocationId: `${turn}`,
    inputData: [{ name: String(trigger?.name), data: { http } }],
    triggerMetadata: {},
  });
  const answer = response.returnValue?.http as { statusCode?: string } | undefined;
  if (answer?.statusCode !== '200') throw new Error(`The bot answered ${answer?.statusCode ?? 'nothing'}.`);
}

const scriptsBeside = (entry: string): string[] =>
  Object.keys(createRequire(entry).cache)
    .filter((path) => dirname(path) === dirname(entry))
    .map((path) => basename(path));

async function probe(task: ProbeTask): Promise<ProbeReport> {
  if (task.compileCache) enableCompileCache(task.compileCache);
  const worker = new Worker(silent);
  seedCoreModule(worker.coreModule());
  createRequire(task.entry)(task.entry);
  worker.lock();
  const registeredAfterMs = performance.now();
  let scripts = scriptsBeside(task.entry);
  let answeredAfterMs: number | undefined;
  for (let turn = 0; turn < (task.turns ?? 0); turn += 1) {
    await letAnswer(worker, task, turn);
    if (answeredAfterMs !== undefined) continue;
    answeredAfterMs = performance.now();
    scripts = scriptsBeside(task.entry);
  }
  return {
    functions: [...worker.functions.values()].map(({ metadata: { name, bindings } }) => ({ name, bindings })),
    registeredAfterMs,
    ...(answeredAfterMs === undefined ? {} : { answeredAfterMs }),
    scripts,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

const task = JSON.parse(process.argv[2] ?? '{}') as ProbeTask;
probe(task).then(
  (report) => process.send?.(report, () => process.exit(0)),
  (fault: unknown) => {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exit(1);
  },
);
