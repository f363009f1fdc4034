/** Writes people with chats of their own into the registry, as if each had written once. */
import { StorageUnavailable } from '../../../src/azure/storageError';
import type { StorageAccount } from '../../../src/azure/storageAccount';
import {
  conversationKey,
  mailIndexKey,
  personKeyByAad,
  tenantPartition,
  userIndexKey,
} from '../../../src/conversations/conversationKeys';
import { type ConversationRow, CONVERSATIONS_TABLE } from '../../../src/conversations/conversationRow';

export interface Town {
  tenant: string;
  people: number;
  serviceUrl: string;
}

/** The one with this number. */
export function inhabitant(number: number) {
  const tail = String(number).padStart(12, '0');
  return {
    aadObjectId: `0b6c6a52-4f0b-4c0e-8a57-${tail}`,
    id: `29:${tail}`,
    email: `p${number}@town.example`,
  };
}

/** Rows that belong to one person: their conversation, themselves, and two ways to them. */
const ROWS_EACH = 4;
const PEOPLE_AT_ONCE = 25;
const BATCHES_AT_ONCE = 2;
const MAX_TRIES = 20;

export async function seedPeople(storage: Pick<StorageAccount, 'table'>, town: Town): Promise<void> {
  const table = storage.table<ConversationRow>(CONVERSATIONS_TABLE);
  const numbers = Array.from({ length: town.people }, (_, index) => index);
  const batches: number[][] = [];
  while (numbers.length > 0) batches.push(numbers.splice(0, PEOPLE_AT_ONCE));
  const partitionKey = tenantPartition(town.tenant);
  const write = async (): Promise<void> => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      const rows = batch.flatMap((number) => rowsOf(town, number));
      if (rows.length > PEOPLE_AT_ONCE * ROWS_EACH) throw new RangeError('a batch is too large');
      await patiently(() => table.batch(rows.map((row) => ['upsert', { partitionKey, ...row }, 'Merge'])));
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, write));
}

/** The local storage takes its time when it holds much; the rows are the same each time. */
async function patiently(write: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1)
    try {
      await write();
      return;
    } catch (error) {
      if (!(error instanceof StorageUnavailable) || tries >= MAX_TRIES) throw error;
    }
}

function rowsOf(
  { tenant, serviceUrl }: Town,
  number: number,
): (Partial<ConversationRow> & { rowKey: string })[] {
  const { aadObjectId, id, email } = inhabitant(number);
  const person = personKeyByAad(aadObjectId);
  const chat = `a:chat-${number}`;
  const key = conversationKey('msteams', chat);
  const reference = {
    ...{ channelId: 'msteams', serviceUrl, bot: { id: '28:recado', name: 'Recado' } },
    user: { id, name: `P${number}`, aadObjectId },
    conversation: { id: chat, conversationType: 'personal', tenantId: tenant, isGroup: false, name: '' },
  };
  return [
    {
      rowKey: key,
      type: 'conversation',
      kind: 'personal',
      state: 'active',
      reference: JSON.stringify(reference),
    },
    {
      rowKey: person,
      type: 'person',
      name: `P${number}`,
      conversationKey: key,
      userId: id,
      emails: email,
      serviceUrl,
    },
    { rowKey: mailIndexKey(email), type: 'index', personKey: person },
    { rowKey: userIndexKey('msteams', id), type: 'index', personKey: person, conversationKey: key },
  ];
}
