/** The Conversations table: conversations, people and the index rows by which each is found with one point read. */
import type { Stored, Table } from '../azure/table';
import { tableKey } from '../azure/tableKey';
import type {
  Conversation,
  ConversationAddress,
  ConversationState,
  ChannelService,
  ConversationSummary,
  Person,
} from './conversation';
import {
  conversationOf,
  type ConversationRow,
  defined,
  personOf,
  referenceOf,
  summaryOf,
} from './conversationRow';
import { encodeTimes } from './sendTimes';
import { serviceKey, tenantPartition } from './conversationKeys';
import { createRegistryIndexes, type RegistryIndexes } from './registryIndexes';

type Change<T> = { [K in keyof T]?: T[K] | undefined };

export interface ConversationStore extends RegistryIndexes {
  find(address: ConversationAddress): Promise<Conversation | undefined>;
  /** Writes what is given of a conversation, leaving the rest as it is. */
  save(address: ConversationAddress, change: Change<Omit<Conversation, 'sendTimes' | 'etag'>>): Promise<void>;
  /** Writes the times of sends if the row is still as it was read: gives its new ETag, or undefined. */
  noteSends(conversation: Conversation, sendTimes: readonly number[]): Promise<string | undefined>;
  findPerson(tenant: string, personKey: string): Promise<Person | undefined>;
  savePerson(person: Pick<Person, 'tenant' | 'key'> & Change<Person>): Promise<void>;
  /** Makes an index row (by user, team or channel) lead to this conversation, and a user's to the person. */
  index(tenant: string, indexKey: string, conversationKey: string, personKey?: string): Promise<void>;
  /** The conversation that an index row or a person's row leads to. */
  findByIndex(tenant: string, indexKey: string): Promise<ConversationAddress | undefined>;
  /** Takes the name and ids of this user (as the channel names them) out of the references of conversations of several people. */
  forgetSpeaker(tenant: string, userId: string): Promise<void>;
  /** Removes rows of a tenant for good. */
  erase(tenant: string, keys: readonly string[]): Promise<void>;
  /** A page of the conversations in this state, of one tenant or of all. */
  pageByState(
    state: ConversationState,
    size: number,
    from: { next?: string; tenant?: string },
  ): Promise<{ conversations: ConversationSummary[]; next?: string }>;
  /** The service address that a channel last used for anybody of the tenant. */
  newestServiceUrl(tenant: string, channelId: string): Promise<string | undefined>;
  /** The same with the bot's account there. */
  newestService(tenant: string, channelId: string): Promise<ChannelService | undefined>;
  saveService(tenant: string, channelId: string, service: ChannelService): Promise<void>;
  /** The same where this process has saved another one last, or none. */
  noteService(tenant: string, channelId: string, service: ChannelService): Promise<void>;
  /** Marks the conversation as welcomed; false when somebody already did since its last install. */
  claimWelcome(address: ConversationAddress): Promise<boolean>;
}

/** The store on its table. */
export function createConversationStore(table: Table<ConversationRow>): ConversationStore {
  const read = (tenant: string, key: string): Promise<Stored<ConversationRow> | undefined> =>
    table.get(tenantPartition(tenant), key);
  const keys = (tenant: string, key: string) => ({ partitionKey: tenantPartition(tenant), rowKey: key });
  const noted = new Map<string, string>();
  const saveService: ConversationStore['saveService'] = async (tenant, channelId, { serviceUrl, bot }) => {
    await table.upsert({
      ...keys(tenant, serviceKey(channelId)),
      ...{ type: 'service', serviceUrl },
      ...(bot ? { botId: bot.id, name: bot.name ?? '' } : {}),
    });
    noted.set(tableKey(tenant, channelId), serviceUrl);
  };
  return {
    ...createRegistryIndexes(table),
    async find({ tenant, key }) {
      const row = await read(tenant, key);
      return row?.reference === undefined ? undefined : conversationOf(tenant, row);
    },
    async noteSends({ tenant, key, etag }, sendTimes) {
      const merged = await table.merge({ ...keys(tenant, key), sendTimes: encodeTimes(sendTimes) }, etag);
      return merged.outcome === 'merged' ? merged.etag : undefined;
    },
    async save({ tenant, key }, change) {
      const { kind, state, locale, isWelcomed, reference, goneSignAt, pausedUntil } = change;
      const json = reference ? { reference: JSON.stringify(reference) } : {};
      const times = {
        ...(goneSignAt === undefined ? {} : { goneSignAt: new Date(goneSignAt) }),
        ...(pausedUntil === undefined ? {} : { pausedUntil: new Date(pausedUntil) }),
      };
      await table.upsert({
        ...keys(tenant, key),
        type: 'conversation',
        ...defined({ kind, state, locale, isWelcomed }),
        ...json,
        ...times,
      });
    },
    async findPerson(tenant, personKey) {
      const row = await read(tenant, personKey);
      return row && personOf(tenant, row);
    },
    async savePerson({ tenant, key, personalKey, emails, ...change }) {
      const personal = personalKey ? { conversationKey: personalKey } : {};
      const mail = emails ? { emails: emails.join(' ') } : {};
      await table.upsert({ ...keys(tenant, key), type: 'person', ...defined(change), ...personal, ...mail });
    },
    index: (tenant, indexKey, conversationKey, personKey) =>
      table.upsert({ ...keys(tenant, indexKey), type: 'index', conversationKey, ...defined({ personKey }) }),
    async findByIndex(tenant, indexKey) {
      const row = await read(tenant, indexKey);
      return row?.conversationKey ? { tenant, key: row.conversationKey } : undefined;
    },
    async forgetSpeaker(tenant, userId) {
      const partition = tenantPartition(tenant);
      for await (const row of table.query(`PartitionKey eq '${partition}' and type eq 'conversation'`)) {
        const { user, ...reference } = row.reference ? referenceOf(row.reference) : {};
        if (user?.id !== userId || row.kind === 'personal') continue;
        // One that changes in this moment is somebody else's by then.
        await table.merge({ ...keys(tenant, row.rowKey), reference: JSON.stringify(reference) }, row.etag);
      }
    },
    async erase(tenant, rowKeys) {
      await Promise.all(rowKeys.map((key) => table.remove(tenantPartition(tenant), key)));
    },
    async pageByState(state, size, { next, tenant }) {
      const ofTenant = tenant === undefined ? '' : `PartitionKey eq '${tenantPartition(tenant)}' and `;
      const page = await table.page(`${ofTenant}type eq 'conversation' and state eq '${state}'`, size, next);
      const conversations = page.rows.map(summaryOf);
      return { conversations, ...(page.next ? { next: page.next } : {}) };
    },
    newestServiceUrl: async (tenant, channelId) =>
      (await read(tenant, serviceKey(channelId)))?.serviceUrl || undefined,
    async newestService(tenant, channelId) {
      const row = await read(tenant, serviceKey(channelId));
      if (!row?.serviceUrl) return undefined;
      const { serviceUrl, botId, name } = row;
      return { serviceUrl, ...(botId ? { bot: { id: botId, ...(name ? { name } : {}) } } : {}) };
    },
    saveService,
    async noteService(tenant, channelId, service) {
      if (noted.get(tableKey(tenant, channelId)) !== service.serviceUrl)
        await saveService(tenant, channelId, service);
    },
    async claimWelcome({ tenant, key }) {
      for (;;) {
        const row = await read(tenant, key);
        if (!row || row.isWelcomed) return false;
        const { outcome } = await table.merge({ ...keys(tenant, key), isWelcomed: true }, row.etag);
        if (outcome === 'merged') return true; // else it changed for another reason, perhaps: look again
      }
    },
  };
}
