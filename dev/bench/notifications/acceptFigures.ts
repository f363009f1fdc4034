/** What it takes to accept a notification: to one person and to 10,000 followers, and the same call many times at once. */
import { openStorageAccount } from '../../../src/azure/storageAccount';
import {
  createFollowStore,
  type FollowRow,
  FOLLOWS_TABLE,
} from '../../../src/notifications/topics/followStore';
import { startStage, type Stage } from '../../stage/stage';
import { median, ms, percentile, type Row, times } from '../figures';

const FOLLOWERS = 10_000;
const TENANT = 'bench';
const TOPIC = 'releases';
const WARM_UP = 30;
const ROUNDS = 10;
const PER_ROUND = 20;
const AT_ONCE = 100;
const SEEDED_AT_ONCE = 50;
const HOUR_MS = 60 * 60 * 1000;

/** Alternating rounds, so that the machine's moods meet both alike. Nothing is sent meanwhile: that would be measured too. */
export async function acceptFigures(): Promise<Row[]> {
  const stage = await startStage();
  try {
    await seedFollowers(stage.storage.connectionString);
    const targets = [{ user: 'ana@example.com' }, { topic: TOPIC }];
    const samples: number[][] = targets.map(() => []);
    for (const to of targets) await timed(stage, to, WARM_UP);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [index, to] of targets.entries())
        samples[index]?.push(...(await timed(stage, to, PER_ROUND)));
    return [...rowsOf(samples), await sameKeyRow(stage)];
  } finally {
    await stage.stop();
  }
}

function rowsOf([one = [], many = []]: readonly number[][]): Row[] {
  const figure = (samples: readonly number[]): string =>
    `${ms(median(samples))} (${ms(percentile(samples, 0.99))})`;
  return [
    { figure: 'accepted for one person: median (p99)', value: figure(one) },
    { figure: `accepted for ${FOLLOWERS} followers: median (p99)`, value: figure(many) },
    { figure: 'followers ÷ one person', value: times(median(many) / median(one)), bound: '≤ 3×' },
  ];
}

/** The same key and body at once. */
async function sameKeyRow(stage: Stage): Promise<Row> {
  const headers = { 'idempotency-key': 'the same' };
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, () => accept(stage, { user: 'ana@example.com' }, headers)),
  );
  const ids = new Set(answers.map((answer) => `${answer.status} ${answer.text}`));
  return {
    figure: `different answers to ${AT_ONCE} calls at once with one key`,
    value: String(ids.size),
    bound: '= 1',
  };
}

async function timed(stage: Stage, to: object, count: number): Promise<number[]> {
  const samples: number[] = [];
  for (let call = 0; call < count; call += 1) {
    const began = performance.now();
    const { status, text } = await accept(stage, to);
    samples.push(performance.now() - began);
    if (status !== 202) throw new Error(`It was not accepted: ${status} ${text}`);
  }
  return samples;
}

async function accept(
  stage: Stage,
  to: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const sendAt = new Date(stage.clock.now() - (stage.clock.now() % HOUR_MS) + 2 * HOUR_MS).toISOString();
  const response = await fetch(`${stage.hostUrl}/api/notifications?tenant=${TENANT}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ to, message: 'Version 4.2 is live.', sendAt }),
  });
  return { status: response.status, text: await response.text() };
}

async function seedFollowers(connectionString: string): Promise<void> {
  const account = openStorageAccount({ kind: 'connection-string', connectionString });
  const follows = createFollowStore(account.table<FollowRow>(FOLLOWS_TABLE));
  const follow = (index: number): Promise<void> => {
    const person = `aad|${String(index).padStart(6, '0')}`;
    return follows.add({ tenant: TENANT, key: person }, TOPIC, { person });
  };
  for (let from = 0; from < FOLLOWERS; from += SEEDED_AT_ONCE)
    await Promise.all(Array.from({ length: SEEDED_AT_ONCE }, (_, offset) => follow(from + offset)));
}
