/** Addressing on the shared storage and a local Teams: people with chats of their own, a team, and others elsewhere. */
import { randomUUID } from 'node:crypto';
import { type ConnectorServer, startConnectorServer } from '../../dev/chat/connector/connectorServer';
import type { PersonRecord } from '../../dev/chat/directory/directoryState';
import { NORTHWIND, TENANT_ID } from '../../dev/chat/directory/seedDirectory';
import type { StorageAccount } from '../../src/azure/storageAccount';
import { createConversationStore } from '../../src/conversations/conversationStore';
import { type ConversationRow, CONVERSATIONS_TABLE } from '../../src/conversations/conversationRow';
import type { ConversationStore } from '../../src/conversations/conversationStore';
import { recallPerson, rememberConversation } from '../../src/conversations/rememberConversation';
import { ChannelAdapter } from '../../src/delivery/channelAdapter';
import { createChannelRoster } from '../../src/delivery/channelRoster';
import { createFirstContact } from '../../src/delivery/firstContact';
import type { Addressing, ConversationOf, Follower } from '../../src/notifications/addressing/addressing';
import { createConversationOf } from '../../src/notifications/addressing/conversationOf';
import { createAddressing } from '../../src/notifications/addressing/resolveTargets';
import { aChannelMessage, aMessage } from './buildersActivity';
import { aClock, type TestClock } from './clock';
import { openTestAccount, Operations } from './tables';

export const TENANT = TENANT_ID;
export const TEAM = NORTHWIND.id;

/** Somebody of whom the stage knew nothing; always the same for a number. */
export function aPerson(number: number): PersonRecord {
  const tail = String(number).padStart(12, '0');
  return {
    id: `29:person-${tail}`,
    aadObjectId: `0b6c6a52-4f0b-4c0e-8a57-${tail}`,
    name: `Person ${number}`,
    givenName: 'Person',
    surname: String(number),
    email: `Person.${number}@northwind.example`,
    locale: 'en-GB',
    timeZone: 'Europe/Madrid',
  };
}

export interface AddressingUnderTest {
  server: ConnectorServer;
  time: TestClock;
  /** Operations on the registry's table. */
  operations: Operations;
  registry: ConversationStore;
  addressing: Addressing;
  conversationOf: ConversationOf;
  /** By topic. */
  followers: Map<string, Follower[]>;
  /** Teams knows them from now on. */
  hire(...people: PersonRecord[]): void;
  /** The members of the one team, which has the bot. */
  setTeam(...people: PersonRecord[]): void;
  /** They write to the bot in their own chat. */
  meet(person: PersonRecord): Promise<void>;
  /** Somebody writes in a channel of the team. */
  meetTeam(person: PersonRecord, channelId?: string): Promise<void>;
  stop(): Promise<void>;
}

export async function openAddressing(
  account: StorageAccount = openTestAccount(),
): Promise<AddressingUnderTest> {
  const time = aClock();
  const server = await startConnectorServer({
    now: time.clock,
    unknownConversations: 'refuse',
    pageSizes: { min: 1, usual: 2, max: 500 },
  });
  const operations = new Operations();
  const registry = createConversationStore(
    operations.watch(account.table<ConversationRow>(CONVERSATIONS_TABLE), 'registry'),
  );
  const followers = new Map<string, Follower[]>();
  const adapter = new ChannelAdapter(undefined);
  const { directory } = server.connector;
  const remember = async (activity: ReturnType<typeof aMessage>): Promise<void> => {
    await rememberConversation(registry, activity, await recallPerson(registry, activity));
  };
  const inTeams = { serviceUrl: server.serviceUrl, channelData: { tenant: { id: TENANT } } };
  const from = ({ id, name, aadObjectId }: PersonRecord) => ({ id, name, aadObjectId });
  const admitAll = { admitNew: () => Promise.resolve({ isAdmitted: true } as const) };
  return {
    ...{ server, time, operations, registry, followers },
    addressing: createAddressing({
      conversations: registry,
      roster: createChannelRoster(adapter, time.clock),
      followers: { page: (_tenant, topic, size, next) => pageOf(followers.get(topic) ?? [], size, next) },
    }),
    conversationOf: createConversationOf({
      conversations: registry,
      firstContact: createFirstContact(adapter, admitAll, time.clock),
    }),
    hire: (...people) => people.forEach((person) => directory.putPerson(person)),
    setTeam: (...people) =>
      directory.putChat({ ...NORTHWIND, bot: 'installed', memberIds: people.map(({ id }) => id) }),
    async meet(person) {
      const { id } = directory.personalChatOf(person.id);
      directory.setBot(id, 'installed');
      await remember(
        aMessage({
          ...inTeams,
          id: randomUUID(),
          from: from(person),
          conversation: { id, tenantId: TENANT },
        }),
      );
    },
    meetTeam: (person, channelId = TEAM) =>
      remember(
        aChannelMessage(
          {
            ...inTeams,
            id: randomUUID(),
            from: from(person),
            conversation: { tenantId: TENANT, id: `${channelId};messageid=1` },
            channelData: { tenant: { id: TENANT }, team: { id: TEAM }, channel: { id: channelId } },
          },
          channelId,
        ),
      ),
    stop: () => server.stop(),
  };
}

function pageOf(all: readonly Follower[], size: number, next = '0') {
  const from = Number(next);
  const isMore = from + size < all.length;
  return Promise.resolve({
    followers: all.slice(from, from + size),
    ...(isMore ? { next: String(from + size) } : {}),
  });
}
