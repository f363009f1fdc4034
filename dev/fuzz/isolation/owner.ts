/** Somebody in a tenant who has a bit of everything that the app keeps, each with words that nobody else may read. */
import { setTimeout as sleep } from 'node:timers/promises';
import { tableKey } from '../../../src/azure/tableKey';
import type { Stage } from '../../stage/stage';
import type { AppCalls } from './appCalls';
import { sayUntilDone } from './sayUntilDone';
import { type Identity, messageOf } from './speaker';
import type { StoredRow } from './storedRows';

/** What the owner has, by every name that somebody could learn. */
export interface Owned {
  who: Identity;
  /** Stands in all that is the owner's own. */
  secret: string;
  /** Stands in what the owner's whole tenant may read. */
  tenantSecret: string;
  topic: string;
  notification: string;
  /** As a notification's card names its recipient. */
  recipient: string;
  reminders: readonly string[];
  question: string;
  questionCode: string;
}

/** Before what is stored tells the rest. */
export type NewOwned = Pick<Owned, 'who' | 'secret' | 'tenantSecret' | 'topic' | 'notification'>;

/** Beside the reminders lies what was last done with one. */
const REMINDER = /^[0-9a-z]{20}$/;

const ARRIVES_WITHIN_MS = 60_000;

/** The secrets of all owners begin so. */
export const SECRET = 'zeta-own';
export const TENANT_SECRET = 'zeta-tenant';

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

export function identity(number: number, letter: 'a' | 'b', serviceUrl: string): Identity {
  const name = `${letter}${number}`;
  return {
    ...{ tenant: `${letter}0000000-0000-4000-8000-${hex(number, 12)}`, channelId: 'msteams', serviceUrl },
    ...{ userId: `29:${name}`, aadObjectId: `${letter}1111111-1111-4111-8111-${hex(number, 12)}` },
    ...{ name: `Person ${name}`, chat: `a:${name}`, group: `19:group-${name}@thread.v2` },
    experts: `19:experts-${name}@thread.v2`,
    channel: `19:channel-${name}@thread.tacv2`,
  };
}

/** Lets the owner have all of it. Throws where the app does not do what it should. */
export async function settle(
  calls: AppCalls,
  { connector, serviceUrl }: Pick<Stage, 'connector' | 'serviceUrl'>,
  number: number,
): Promise<NewOwned> {
  const [secret, tenantSecret] = [`${SECRET}-${number}.`, `${TENANT_SECRET}-${number}.`];
  const who = { ...identity(number, 'a', serviceUrl), name: `Ana ${secret}` };
  const topic = `topic-${number}`;
  const at = `tenant=${who.tenant}`;
  const say = (said: Parameters<typeof messageOf>[1]): Promise<void> =>
    sayUntilDone(calls, connector, () => messageOf(who, said));
  await say({ text: 'answer questions here', in: 'experts' });
  await say({ text: 'list', in: 'channel' });
  await say({ text: `remind me in 2 hours to ${secret}` });
  await say({ text: `remind me in 3 hours to ${secret}`, in: 'group' });
  await say({ text: `ask ${secret}` });
  expectOk(await calls.api('PUT', `/topics/${topic}?${at}`, { title: tenantSecret }));
  await say({ text: `follow ${topic}` });
  const sent = await calls.api('POST', `/notifications?${at}`, {
    to: [{ user: who.aadObjectId }],
    message: { text: secret },
    actions: [
      { id: 'yes', title: 'Yes' },
      { id: 'no', title: 'No' },
    ],
  });
  expectOk(sent);
  const { id: notification } = JSON.parse(sent.text) as { id: string };
  await arrival(calls, `/notifications/${notification}/recipients?${at}&state=sent`);
  return { who, secret, tenantSecret, topic, notification };
}

/** Until the notification has come to its recipient. Throws when it does not. */
async function arrival(calls: AppCalls, path: string): Promise<void> {
  const until = performance.now() + ARRIVES_WITHIN_MS;
  for (; performance.now() < until; await sleep(100)) {
    const { text } = await calls.api('GET', path);
    if ((JSON.parse(text) as { recipients?: unknown[] }).recipients?.length) return;
  }
  throw new Error(`Nothing came: ${path}`);
}

function expectOk({ status, text }: { status: number; text: string }): void {
  if (status >= 300) throw new Error(`An owner could not be settled: ${status} ${text.slice(0, 300)}`);
}

/** The names that storage has given to what the owner has. Throws where something is not there. */
export function ownedBy(owned: NewOwned, rows: readonly StoredRow[]): Owned {
  const person = `aad|${owned.who.aadObjectId}`;
  const inTable = (table: string, partition: string): StoredRow[] =>
    rows.filter((row) => row.table === table && row.partition === partition);
  const { tenant } = owned.who;
  const reminders = inTable('Reminders', tableKey(tenant, person))
    .map(({ row }) => row)
    .filter((row) => REMINDER.test(row));
  const [asked] = inTable('Answers', tableKey('owner', tenant, person));
  const [recipient] = inTable('Recipients', tableKey(tenant, owned.notification));
  const { questionId, code } = JSON.parse(asked?.text ?? '{}') as { questionId?: string; code?: string };
  if (reminders.length < 2 || !questionId || !code || !recipient)
    throw new Error(
      `The owner in ${tenant} lacks something: ${JSON.stringify({ reminders, questionId, recipient })}`,
    );
  return {
    ...owned,
    ...{ reminders, question: questionId, questionCode: code, recipient: recipient.row },
  };
}
