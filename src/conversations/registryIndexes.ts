/** The registry's other ways in: by e-mail and user id to a person, from a tenant to its people, and which tenants there are. */
import type { TransactionAction } from '@azure/data-tables';
import { tableKey } from '../azure/tableKey';
import type { Table } from '../azure/table';
import type { ConversationReference } from 'botframework-schema';
import { mailIndexKey, personKeyByAad, tenantPartition, userIndexKey } from './conversationKeys';
import type { ConversationRow } from './conversationRow';
import type { RosterMember } from './rosterMember';

/** Whom an index row leads to; the parts that are known. */
export interface IndexedUser {
  /** The person's key. */
  person?: string;
  /** The key of their conversation with the bot. */
  conversation?: string;
}

/** A personal conversation as a page of all of them tells it. */
export interface PersonalConversation {
  key: string;
  /** Whose it is, by their key. */
  person: string;
}

export interface RegistryIndexes {
  /** By a user id of the channel or an e-mail address; one read. */
  findUser(tenant: string, indexKey: string): Promise<IndexedUser | undefined>;
  /** Keeps what a roster tells of people, so that each is found by e-mail, AAD object id and user id: 100 rows an operation. */
  rememberMembers(tenant: string, channelId: string, members: readonly RosterMember[]): Promise<void>;
  /** A page of the tenant's active personal conversations, in key order; an empty one with a `next` is no end. */
  pagePersonal(
    tenant: string,
    size: number,
    next?: string,
  ): Promise<{ conversations: PersonalConversation[]; next?: string }>;
  /** Notes that the tenant exists; a process writes each once. */
  noteTenant(tenant: string): Promise<void>;
  /** The only tenant that was ever met; undefined when there is none, or several. Channels without tenants count only among themselves. */
  onlyTenant(): Promise<string | undefined>;
}

/** No tenant's own partition: those have one part. */
const TENANTS = tableKey('registry', 'tenants');
const MAX_BATCH = 100;
/** Conversations' row keys lie between these. */
const CONVERSATIONS = { from: tableKey('conversation', ''), to: 'conversation}' };

export function createRegistryIndexes(table: Table<ConversationRow>): RegistryIndexes {
  const noted = new Set<string>();
  return {
    async findUser(tenant, indexKey) {
      const row = await table.get(tenantPartition(tenant), indexKey);
      if (!row) return undefined;
      const person = row.type === 'person' ? row.rowKey : row.personKey;
      return {
        ...(person ? { person } : {}),
        ...(row.conversationKey ? { conversation: row.conversationKey } : {}),
      };
    },
    async rememberMembers(tenant, channelId, members) {
      const rows = new Map<string, Partial<ConversationRow>>();
      for (const member of members) addRows(rows, channelId, member);
      const partitionKey = tenantPartition(tenant);
      const actions = [...rows].map(([rowKey, row]): TransactionAction => [
        'upsert',
        { partitionKey, rowKey, ...row },
        'Merge',
      ]);
      for (let from = 0; from < actions.length; from += MAX_BATCH)
        await table.batch(actions.slice(from, from + MAX_BATCH));
    },
    async pagePersonal(tenant, size, next) {
      const range = `RowKey ge '${CONVERSATIONS.from}' and RowKey lt '${CONVERSATIONS.to}'`;
      const filter = `PartitionKey eq '${tenantPartition(tenant)}' and ${range} and kind eq 'personal' and state eq 'active'`;
      const page = await table.page(filter, size, next);
      const conversations = page.rows.flatMap(({ rowKey, reference }) => {
        const person = personOfReference(reference);
        return person ? [{ key: rowKey, person }] : [];
      });
      return { conversations, ...(page.next ? { next: page.next } : {}) };
    },
    async noteTenant(tenant) {
      if (noted.has(tenant)) return;
      await table.upsert({
        partitionKey: TENANTS,
        rowKey: tenantPartition(tenant),
        name: tenant,
        type: 'tenant',
      });
      noted.add(tenant);
    },
    async onlyTenant() {
      const known: string[] = [];
      for await (const { name } of table.query(`PartitionKey eq '${TENANTS}'`)) known.push(name);
      const tenants = known.filter((tenant) => !isChannelAlone(tenant));
      const [only, ...others] = tenants.length > 0 ? tenants : known;
      return others.length > 0 ? undefined : only;
    },
  };
}

/** On channels without tenants the channel stands for one. */
export const isChannelAlone = (tenant: string): boolean => tenant.startsWith('channel:');

/** Whose personal conversation it is; undefined where the reference cannot be read or names nobody. */
export function personOfReference(json: string | undefined): string | undefined {
  try {
    const { user, channelId = '' } = JSON.parse(json ?? '{}') as Partial<ConversationReference>;
    if (!user?.id) return undefined;
    return user.aadObjectId ? personKeyByAad(user.aadObjectId) : userIndexKey(channelId, user.id);
  } catch {
    return undefined; // whoever opens the conversation reports it
  }
}

function addRows(
  rows: Map<string, Partial<ConversationRow>>,
  channelId: string,
  { id, name, aadObjectId, emails }: RosterMember,
): void {
  const byUserId = userIndexKey(channelId, id);
  const personKey = aadObjectId ? personKeyByAad(aadObjectId) : byUserId;
  if (aadObjectId) rows.set(byUserId, { type: 'index', personKey });
  for (const email of emails) rows.set(mailIndexKey(email), { type: 'index', personKey });
  rows.set(personKey, {
    type: 'person',
    userId: id,
    emails: emails.join(' '),
    ...(name ? { name } : {}),
  });
}
