/** The channel's limits as tests use them: on the shared storage with real or moved time, or in memory where only time counts. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StorageAccount } from '../../src/azure/storageAccount';
import type { Conversation, ConversationAddress } from '../../src/conversations/conversation';
import { type ConversationRow, CONVERSATIONS_TABLE } from '../../src/conversations/conversationRow';
import { type ConversationStore, createConversationStore } from '../../src/conversations/conversationStore';
import { createLimiter, type Limiter, type LimiterDeps } from '../../src/delivery/limits/limiter';
import {
  createLimitsStore,
  LIMITS_TABLE,
  type LimitsRow,
  type LimitsStore,
  type TenantLimits,
} from '../../src/delivery/limits/limitsStore';
import { aClock, type TestClock } from './clock';
import { Operations, openTestAccount } from './tables';

/** Sends a second in one tenant. */
export const RATE = 30;

export interface LimitsUnderTest {
  conversations: ConversationStore;
  /** Those on the tenants' limits. */
  operations: Operations;
  /** The limiter of one more process, on real time unless it is given another. */
  instance(change?: Partial<LimiterDeps>): Limiter;
  /** The same on time that is moved. */
  moved(): { time: TestClock; limiter: Limiter };
  aConversation(tenant: string): Promise<Conversation>;
  /** As it is stored now. */
  refound(address: ConversationAddress): Promise<Conversation>;
}

export function openLimits(account: StorageAccount = openTestAccount()): LimitsUnderTest {
  const operations = new Operations();
  const conversations = createConversationStore(account.table<ConversationRow>(CONVERSATIONS_TABLE));
  let names = 0;
  const instance = (change: Partial<LimiterDeps> = {}): Limiter =>
    createLimiter({
      ...{ conversations, perSecond: RATE, clock: Date.now, wait: (ms) => sleep(ms) },
      limits: createLimitsStore(operations.watch(account.table<LimitsRow>(LIMITS_TABLE), 'limits')),
      ...change,
    });
  const refound = async (address: ConversationAddress): Promise<Conversation> => {
    const found = await conversations.find(address);
    if (!found) throw new Error('not stored');
    return found;
  };
  return {
    ...{ conversations, operations, instance, refound },
    moved() {
      const time = aClock(Date.now());
      return { time, limiter: instance({ clock: time.clock, wait: time.wait }) };
    },
    async aConversation(tenant) {
      const address = { tenant, key: `conversation|test|${(names += 1)}` };
      await conversations.save(address, { kind: 'personal', state: 'active', reference: {} });
      return refound(address);
    },
  };
}

/** The limits of one tenant in memory, for all who share it. @param answer - passes before each answer. */
export function limitsInMemory(answer = (): Promise<void> => Promise.resolve()): LimitsStore {
  let row: TenantLimits = { nextSlotAt: 0, pausedUntil: 0, lastBack: { bulk: 0, others: 0 }, throttled: [] };
  let writes = 0;
  return {
    async read() {
      await answer();
      return row;
    },
    async write(_tenant, limits) {
      await answer();
      if (limits.etag !== row.etag) return undefined;
      const etag = String((writes += 1));
      row = { ...limits, etag };
      return etag;
    },
  };
}
