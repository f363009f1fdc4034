/** Reminders on the shared storage, set and changed by what Ana and others say. */
import { createHash } from 'node:crypto';
import type { StorageAccount } from '../../src/azure/storageAccount';
import type { ChatTurn, Utterance } from '../../src/conversations/chatTurn';
import { HOUR_MS, MINUTE_MS } from '../../src/clock';
import { createConversationStore } from '../../src/conversations/conversationStore';
import { type ConversationRow, CONVERSATIONS_TABLE } from '../../src/conversations/conversationRow';
import { createDeliver } from '../../src/delivery/deliver';
import { type DueKey, dueKeyOf } from '../../src/delivery/due';
import { createLastActions, type LastActionRow } from '../../src/reminders/lastAction';
import { DEFAULT_LIMITS } from '../../src/reminders/phrases/limits';
import { nextOccurrence } from '../../src/reminders/recurrence/occurrences';
import { dueOf, occurrenceName, type Reminder } from '../../src/reminders/reminder';
import { createReminderCommands } from '../../src/reminders/reminderCommands';
import { createReminderDelivery } from '../../src/reminders/reminderDelivery';
import type { ReminderRow } from '../../src/reminders/reminderRow';
import {
  createReminderStore,
  ownerOf,
  REMINDERS_TABLE,
  type ReminderStore,
} from '../../src/reminders/reminderStore';
import { type DeliveryUnderTest, openDelivery } from './buildersDelivery';
import { WEDNESDAY_MORNING } from './clock';
import { openTestAccount } from './tables';

export const ANA = {
  tenant: 'tenant',
  key: 'aad|ana',
  name: 'Ana',
  locale: 'en-GB',
  channelZone: 'Europe/Madrid',
};
export const BOB = {
  tenant: 'tenant',
  key: 'aad|bob',
  name: 'Bob',
  locale: 'en-GB',
  channelZone: 'Europe/Madrid',
};
export const ANAS_CHAT = { tenant: 'tenant', key: 'conversation|msteams|a:ana' };

/** Ana's reminder, in an hour, in her personal chat. */
export function aReminder(change: Partial<Reminder> = {}): Reminder {
  const dueAt = change.dueAt ?? WEDNESDAY_MORNING + HOUR_MS;
  return {
    owner: ownerOf(ANA),
    id: 'k7m2p000000000000000',
    text: 'call Bob',
    schedule: { tzid: 'Europe/Madrid', wallStart: '2026-03-11T11:30:00' },
    state: 'scheduled',
    dueAt,
    occurrence: occurrenceName(change.version ?? 1, dueAt),
    to: ANAS_CHAT,
    kind: 'personal',
    audience: { id: '29:ana', name: 'Ana' },
    language: 'en',
    locale: 'en-GB',
    createdAt: WEDNESDAY_MORNING,
    version: 1,
    ...change,
  };
}

/** Every weekday at 11:30 in Madrid. */
export function aWeekdayReminder(change: Partial<Reminder> = {}): Reminder {
  const rrule = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=11;BYMINUTE=30';
  const schedule = { tzid: 'Europe/Madrid', wallStart: '2026-03-11T11:30:00', rrule };
  return aReminder({ schedule, ...change });
}

let turns = 0;

/** Ana says this in her personal chat. */
export function aTurn(text: string, change: Partial<ChatTurn> = {}): ChatTurn {
  turns += 1;
  return {
    activityKey: createHash('sha256').update(`turn ${turns}`).digest('hex'),
    text,
    language: 'en',
    person: ANA,
    sender: { id: '29:ana', name: 'Ana' },
    mentions: [],
    channelId: 'msteams',
    address: ANAS_CHAT,
    kind: 'personal',
    receivedAt: WEDNESDAY_MORNING,
    inputs: {},
    findMember: () => Promise.resolve(undefined),
    showTyping: () => Promise.resolve(),
    ...change,
  };
}

export interface RemindersUnderTest {
  store: ReminderStore;
  delivery: DeliveryUnderTest;
  /** Stores the reminder with its due row, as it is after it was set. */
  given(reminder?: Reminder): Promise<Reminder>;
  found(reminder?: Pick<Reminder, 'owner' | 'id'>): Promise<Reminder | undefined>;
  /** Lets the due occurrence of this reminder be delivered now. */
  deliver(
    reminder: Pick<Reminder, 'owner' | 'id' | 'occurrence' | 'dueAt'>,
  ): ReturnType<DeliveryUnderTest['deliver']>;
  /** Lets what lies in this due row be delivered now. */
  deliverAt(key?: DueKey): ReturnType<DeliveryUnderTest['deliver']>;
  /** What the commands answer; undefined when none of them is meant. */
  say(turn: ChatTurn): Promise<Utterance | undefined>;
}

export function openReminders(account: StorageAccount = openTestAccount()): RemindersUnderTest {
  const delivery = openDelivery(account, WEDNESDAY_MORNING);
  const table = delivery.operations.watch(account.table<ReminderRow>(REMINDERS_TABLE), 'reminders');
  const store = createReminderStore(table);
  const conversations = createConversationStore(account.table<ConversationRow>(CONVERSATIONS_TABLE));
  const kind = createReminderDelivery(store, nextOccurrence);
  delivery.deps.kinds = new Map([[kind.kind, kind]]);
  const deliver = createDeliver(delivery.deps);
  const deliverAt: RemindersUnderTest['deliverAt'] = ({ partition, row } = { partition: '', row: '' }) =>
    deliver({ v: 1, p: partition, r: row });
  const limits = { ...DEFAULT_LIMITS, maxActive: 200 };
  const { outbox } = delivery.deps;
  const actions = createLastActions(account.table<LastActionRow>(REMINDERS_TABLE));
  const commands = createReminderCommands({
    ...{ store, outbox, next: nextOccurrence, conversations, limits, actions },
  });
  return {
    store,
    delivery,
    async given(reminder = aReminder()) {
      await outbox.store(dueOf(reminder));
      await store.insert(reminder);
      return reminder;
    },
    async found({ owner, id } = aReminder()) {
      const stored = await store.find(owner, id);
      if (!stored) return undefined;
      const { etag, ...reminder } = stored;
      return reminder;
    },
    deliver: (reminder) => deliverAt(dueKeyOf(dueOf(reminder))),
    deliverAt,
    async say(turn) {
      for (const command of commands) {
        const said = await command.answer(turn);
        if (said) return 'otherwise' in said ? said.otherwise : said;
      }
      return undefined;
    },
  };
}

export const IN_A_MINUTE = WEDNESDAY_MORNING + MINUTE_MS;
