/** Delivery on the shared storage, with a feature and a sender of the tests' own behind its ports. */
import { randomUUID } from 'node:crypto';
import type { Conversation } from '../../src/conversations/conversation';
import type { StorageAccount } from '../../src/azure/storageAccount';
import { MINUTE_MS } from '../../src/clock';
import { createConversationStore } from '../../src/conversations/conversationStore';
import { CONVERSATIONS_TABLE } from '../../src/conversations/conversationRow';
import { createDeadLetters, DEAD_LETTERS_TABLE, type DeadLetterRow } from '../../src/delivery/deadLetters';
import { createDeliver, type DeliverDeps, type DeliverResult } from '../../src/delivery/deliver';
import { createDeliveryMetrics } from '../../src/delivery/deliveryMetrics';
import type { Deliverable, DeliveryKind, Loaded, Settlement } from '../../src/delivery/deliveryKind';
import {
  DELIVERY_POINTER_VERSION,
  DELIVERY_QUEUE,
  type DeliveryPointer,
  type ShardPointer,
} from '../../src/delivery/deliveryPointer';
import { type Due, type DueKey, dueKeyOf } from '../../src/delivery/due';
import { DUE_TABLE, MalformedDue, type StoredDue } from '../../src/delivery/dueRow';
import { createDueStore, type DueStore } from '../../src/delivery/dueStore';
import { createOutbox } from '../../src/delivery/outbox';
import { createParkedDeliveries, PARKED_TABLE, type ParkedRow } from '../../src/delivery/parkedDeliveries';
import type { Outcome } from '../../src/delivery/outcome';
import { createInterruptions } from '../../src/dialogs/interruptions';
import { dialogsDeps } from './buildersDialogs';
import { aLog, type TestLog } from './buildersLog';
import { aClock, type TestClock, WEDNESDAY_MORNING } from './clock';
import { Operations, openTestAccount } from './tables';

/** A note to Ana that is due on Wednesday morning. */
export function aDue(change: Partial<Due> = {}): Due {
  const names = { kind: 'note', owner: 'tenant|ana', item: 'item', occurrence: '1' };
  return { ...names, dueAt: WEDNESDAY_MORNING, ...change };
}

export const ANAS_CHAT = { tenant: 'tenant', key: 'conversation|msteams|a:ana' };

const nameOf = ({ item, occurrence }: Due): string => `${item} ${occurrence}`;

/** A feature that keeps in memory what became of its notes; what a test does not say is wanted. */
export class Notes implements DeliveryKind {
  readonly kind = 'note';
  readonly settled: Settlement[] = [];
  /** Recorded as sent: item and occurrence. */
  readonly sent = new Set<string>();
  /** What follows an occurrence, for one that recurs. */
  next: (due: Due) => Due | undefined = () => undefined;
  answer: ((due: Due) => Loaded | undefined) | undefined;

  load(due: Due): Promise<Loaded> {
    const said = this.answer?.(due);
    if (said) return Promise.resolve(said);
    const next = this.next(due);
    if (this.sent.has(nameOf(due))) return Promise.resolve({ state: 'sent', ...(next ? { next } : {}) });
    const deliverable: Deliverable = { to: ANAS_CHAT, utterance: { text: nameOf(due) } };
    return Promise.resolve({
      state: 'wanted',
      deliverable,
      settle: (settlement) => this.settle(due, settlement),
    });
  }

  private settle(due: Due, settlement: Settlement): Promise<Due | undefined> {
    this.settled.push(settlement);
    if (settlement.state === 'sent') this.sent.add(nameOf(due));
    return Promise.resolve(settlement.state === 'parked' ? undefined : this.next(due));
  }
}

export interface DeliveryUnderTest {
  time: TestClock;
  log: TestLog;
  operations: Operations;
  notes: Notes;
  deps: DeliverDeps;
  /** What was given to the sender, in order. */
  sent: Deliverable[];
  /** What was put on the queue: the pointer, and when it can be seen. */
  pointed: { key: DueKey; atMs: number }[];
  /** The same, as they can be taken from the queue. */
  pointers: DeliveryPointer[];
  /** The partitions that somebody was asked to point to. */
  shards: string[];
  /** The next outcomes of sends; after them everything is sent. */
  outcomes: Outcome[];
  plan(due: Due): Promise<void>;
  /** Comes with a pointer of nothing but the row's keys. */
  deliver(key: DueKey): Promise<DeliverResult>;
  follow(pointer: DeliveryPointer): Promise<DeliverResult>;
  /** All due rows, in key order. */
  rows(): Promise<StoredDue[]>;
  row(due: Due): Promise<StoredDue | undefined>;
  buried(): Promise<DeadLetterRow[]>;
  anasChat(): Promise<Conversation | undefined>;
}

/** Everything real but the clock, the feature and the channel; queue messages are noted on their way. */
export function openDelivery(
  account: StorageAccount = openTestAccount(),
  startMs = WEDNESDAY_MORNING - MINUTE_MS,
): DeliveryUnderTest {
  const time = aClock(startMs);
  const [log, operations, notes] = [aLog(), new Operations(), new Notes()];
  const [sent, pointed, outcomes]: [Deliverable[], DeliveryUnderTest['pointed'], Outcome[]] = [[], [], []];
  const [shards, pointers]: [string[], DeliveryPointer[]] = [[], []];
  const store: DueStore = createDueStore(operations.watch(account.table(DUE_TABLE), 'due'), randomUUID);
  const storedQueue = operations.watch(account.queue(DELIVERY_QUEUE), 'queue');
  const queue = {
    ...storedQueue,
    async send(message: object, hiddenMs = 0): Promise<void> {
      await storedQueue.send(message, hiddenMs);
      const { p, r, s } = message as DeliveryPointer & Partial<ShardPointer>;
      if (s !== undefined) return void shards.push(s);
      pointed.push({ key: { partition: p, row: r }, atMs: time.now() + Math.max(0, hiddenMs) });
      pointers.push(message as DeliveryPointer);
    },
  };
  const conversations = createConversationStore(
    operations.watch(account.table(CONVERSATIONS_TABLE), 'conversations'),
  );
  const dead = account.table<DeadLetterRow>(DEAD_LETTERS_TABLE);
  const sender = {
    send: (deliverable: Deliverable): Promise<Outcome> => {
      sent.push(deliverable);
      return Promise.resolve(outcomes.shift() ?? { kind: 'sent', activityId: `a${sent.length}` });
    },
  };
  const deps: DeliverDeps = {
    ...{ store, conversations, log, clock: time.clock, surely: time.clock, wait: time.wait, random: () => 0 },
    metrics: createDeliveryMetrics(),
    outbox: createOutbox({ store, queue, clock: time.clock, log }),
    deadLetters: createDeadLetters(operations.watch(dead, 'dead')),
    parked: createParkedDeliveries(
      operations.watch(account.table<ParkedRow>(PARKED_TABLE), 'parked'),
      conversations,
    ),
    kinds: new Map([[notes.kind, notes]]),
    unrecorded: new Set(),
    sender: operations.watch(sender, 'sender'),
    interruptions: createInterruptions(dialogsDeps(account, [], time)),
  };
  const deliver = createDeliver(deps);
  return {
    ...{ time, log, operations, notes, deps, sent, pointed, pointers, shards, outcomes },
    plan: (due) => deps.outbox.plan(due),
    deliver: ({ partition, row }) => deliver({ v: DELIVERY_POINTER_VERSION, p: partition, r: row }),
    follow: deliver,
    rows: async () => readable(await collect(store.within('000000000000', '999999999999'))),
    row: (due) => store.find(dueKeyOf(due)),
    buried: () => collect(dead.query("PartitionKey eq 'dead'")),
    anasChat: () => conversations.find(ANAS_CHAT),
  };
}

function readable(rows: readonly (StoredDue | MalformedDue)[]): StoredDue[] {
  return rows.map((row) => {
    if (row instanceof MalformedDue) throw row;
    return row;
  });
}

async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
