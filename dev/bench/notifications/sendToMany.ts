/** Sends one notification to many while the channel fails, perhaps kills the host in the middle, and counts what came of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openStorageAccount } from '../../../src/azure/storageAccount';
import { type Stage, startStage } from '../../stage/stage';
import { seedPeople } from './seedPeople';

export interface SendToManyOptions {
  recipients: number;
  seed: number;
  /** Ends the host (SIGKILL) once half of them have it. */
  isKilled?: boolean;
}

export interface SentToMany {
  /** As the API tells them. */
  counts: Record<string, number>;
  recipients: number;
  /** Recipients without an end: neither sent nor with a reason. */
  lost: number;
  /** Messages beyond the first in one conversation. */
  doubles: number;
  /** Conversations that have the message, as the channel knows it. */
  delivered: number;
  /** From the call until the last one ended, by the machine's clock, without the waits that were skipped. */
  seconds: number;
}

const TENANT = 'fan-out';
const MINUTE_MS = 60_000;
/** Retries of the schedule reach into hours where several fail in a row. */
const MAX_STILL = 200;

export async function sendToMany(options: SendToManyOptions): Promise<SentToMany> {
  const stage = await startStage({ hostEnv: { DELIVERY_TENANT_RATE: '0' } });
  try {
    const { connectionString } = stage.storage;
    const storage = openStorageAccount({ kind: 'connection-string', connectionString });
    await seedPeople(storage, { tenant: TENANT, people: options.recipients, serviceUrl: stage.serviceUrl });
    fail(stage, options.seed);
    const startedAt = performance.now();
    const location = await send(stage);
    if (options.isKilled) await killInTheMiddle(stage, options.recipients);
    const counts = await drain(stage, location, options.recipients);
    const seconds = (performance.now() - startedAt) / 1000;
    return { ...tally(stage, counts), recipients: options.recipients, seconds };
  } finally {
    await stage.stop();
  }
}

/** 2 % say that they blocked the bot, 5 % of the calls are throttled, 1 % fail. */
function fail({ connector }: Stage, seed: number): void {
  connector.faults.mix({
    seed,
    match: { method: 'POST', path: /\/activities/ },
    of: [
      { kind: { name: 'forbidden', code: 'ConversationBlockedByUser' }, probability: 0.02 },
      { kind: { name: 'throttled', retryAfterSeconds: 1 }, probability: 0.05 },
      { kind: 'unavailable', probability: 0.01 },
    ],
  });
}

async function send(stage: Stage): Promise<string> {
  const response = await fetch(`${stage.hostUrl}/api/notifications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'once' },
    body: JSON.stringify({ tenant: TENANT, to: { everyone: true }, message: 'Doors open at nine.' }),
  });
  const location = response.headers.get('location');
  if (response.status !== 202 || !location)
    throw new Error(`Not taken: ${response.status} ${await response.text()}`);
  return new URL(location, stage.hostUrl).href;
}

const delivered = ({ connector }: Stage) =>
  connector.calls.filter(
    ({ method, path, tookEffect }) => tookEffect && method === 'POST' && /\/activities/.test(path),
  );

async function killInTheMiddle(stage: Stage, recipients: number): Promise<void> {
  while (delivered(stage).length < recipients / 2) await sleep(20);
  await stage.killHost('SIGKILL');
  // What the channel has in hand arrives all the same.
  await sleep(500);
  await stage.startHost();
}

/** Moves the time on whenever nothing happens, until all have ended. */
async function drain(stage: Stage, location: string, recipients: number): Promise<Record<string, number>> {
  let before = '';
  for (let still = 0; still < MAX_STILL;) {
    const status = await statusOf(location);
    const { pending = 0, sending = 0, held = 0 } = status.counts;
    const made = Object.values(status.counts).reduce((sum, count) => sum + count, 0);
    if (made >= recipients && pending + sending + held === 0) return status.counts;
    const now = JSON.stringify(status.counts);
    if (now === before) {
      still += 1;
      await stage.clock.advance(MINUTE_MS + 5000);
    }
    before = now;
    await sleep(1000);
  }
  return (await statusOf(location)).counts;
}

async function statusOf(location: string): Promise<{ counts: Record<string, number> }> {
  const response = await fetch(location);
  if (!response.ok) throw new Error(`No status: ${response.status} ${await response.text()}`);
  return (await response.json()) as { counts: Record<string, number> };
}

function tally(stage: Stage, counts: Record<string, number>): Omit<SentToMany, 'recipients' | 'seconds'> {
  const each = new Map<string, number>();
  for (const { path } of delivered(stage)) {
    const [, conversation = ''] = /conversations\/([^/]+)\/activities/.exec(path) ?? [];
    each.set(conversation, (each.get(conversation) ?? 0) + 1);
  }
  const { pending = 0, sending = 0, held = 0 } = counts;
  const doubles = [...each.values()].reduce((sum, count) => sum + count - 1, 0);
  return { counts, lost: pending + sending + held, doubles, delivered: each.size };
}
