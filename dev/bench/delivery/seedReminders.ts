/** Lays out reminders as the app stores them, straight into the tables: what a benchmark measures begins when they are due. */
import { randomUUID } from 'node:crypto';
import { TableClient, type TransactionAction } from '@azure/data-tables';
import { openStorageAccount, type StorageAccount } from '../../../src/azure/storageAccount';
import { createConversationStore } from '../../../src/conversations/conversationStore';
import { type ConversationRow, CONVERSATIONS_TABLE } from '../../../src/conversations/conversationRow';
import { conversationKey } from '../../../src/conversations/conversationKeys';
import { dueKeyOf } from '../../../src/delivery/due';
import { DUE_ROW_VERSION, DUE_TABLE, type DueRow } from '../../../src/delivery/dueRow';
import { createDueStore } from '../../../src/delivery/dueStore';
import { dueOf, occurrenceName, type Reminder } from '../../../src/reminders/reminder';
import type { ReminderRow } from '../../../src/reminders/reminderRow';
import { createReminderStore, REMINDERS_TABLE } from '../../../src/reminders/reminderStore';

export interface Seeded {
  tenant: string;
  count: number;
  serviceUrl: string;
  /** When the one of this number is due, epoch ms. */
  dueAt(index: number): number;
  rrule?: string;
}

export const openAccount = (connectionString: string): StorageAccount =>
  openStorageAccount({ kind: 'connection-string', connectionString });

const AT_ONCE = 16;

/** One person, conversation, reminder and due row each; their texts are `r0`, `r1`, … */
export async function seedReminders(connectionString: string, seeded: Seeded): Promise<void> {
  const account = openAccount(connectionString);
  const conversations = createConversationStore(account.table<ConversationRow>(CONVERSATIONS_TABLE));
  const reminders = createReminderStore(account.table<ReminderRow>(REMINDERS_TABLE));
  const dues = createDueStore(account.table<DueRow>(DUE_TABLE), randomUUID);
  await atOnce(seeded.count, async (index) => {
    const reminder = reminderOf(seeded, index);
    await conversations.save(reminder.to, {
      kind: 'personal',
      state: 'active',
      reference: referenceOf(seeded, index),
    });
    await reminders.insert(reminder);
    // As a row that the tick has not seen.
    await dues.insert(dueOf(reminder), reminder.dueAt, reminder.dueAt + 90_000);
  });
}

/** Due rows alone, as many as it takes to see whether a tick notices them; written 100 at a time. */
export async function seedFuture(connectionString: string, count: number, fromMs: number): Promise<void> {
  const client = TableClient.fromConnectionString(connectionString, DUE_TABLE, {
    allowInsecureConnection: true,
  });
  await client.createTable();
  const byPartition = new Map<string, TransactionAction[]>();
  for (let index = 0; index < count; index += 1) {
    const dueAt = fromMs + (index % 4) * 60_000;
    const due = { kind: 'reminder', owner: 'future', item: `f${index}`, occurrence: '1', dueAt };
    const { partition, row } = dueKeyOf(due);
    const times = { dueAt: new Date(dueAt), tryAt: new Date(dueAt), pointerUntil: new Date(dueAt + 90_000) };
    const entity = {
      ...{
        partitionKey: partition,
        rowKey: row,
        v: DUE_ROW_VERSION,
        attempt: 0,
        lastOutcome: '',
        horizon: '',
      },
      ...{ kind: due.kind, owner: due.owner, item: due.item, occurrence: due.occurrence },
      ...{ ...times, leaseUntil: new Date(0) },
    };
    const actions = byPartition.get(partition) ?? [];
    actions.push(['create', entity]);
    byPartition.set(partition, actions);
  }
  const batches = [...byPartition.values()].flatMap((actions) =>
    Array.from({ length: Math.ceil(actions.length / 100) }, (_, i) => actions.slice(i * 100, i * 100 + 100)),
  );
  await atOnce(batches.length, async (index) => {
    await client.submitTransaction(batches[index] ?? []);
  });
}

async function atOnce(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function reminderOf({ tenant, dueAt, rrule }: Seeded, index: number): Reminder {
  const at = dueAt(index);
  return {
    owner: `${tenant}|p${index}`,
    id: `r${index}`,
    text: `r${index}`,
    schedule: {
      tzid: 'UTC',
      wallStart: new Date(at).toISOString().slice(0, 19),
      ...(rrule ? { rrule } : {}),
    },
    state: 'scheduled',
    dueAt: at,
    occurrence: occurrenceName(1, at),
    to: { tenant, key: conversationKey('msteams', `a:p${index}`) },
    kind: 'personal',
    audience: { id: `29:p${index}`, name: `Person ${index}` },
    language: 'en',
    createdAt: at - 3_600_000,
    version: 1,
  };
}

/** What a message of this person would have told. */
export function referenceOf({ tenant, serviceUrl }: Pick<Seeded, 'tenant' | 'serviceUrl'>, index: number) {
  return {
    ...{ channelId: 'msteams', serviceUrl, user: { id: `29:p${index}`, name: `Person ${index}` } },
    bot: { id: '28:bot', name: 'Recado' },
    conversation: {
      ...{ id: `a:p${index}`, name: '', isGroup: false, conversationType: 'personal', tenantId: tenant },
    },
  };
}
