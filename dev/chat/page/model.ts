// What the page knows: the stage as the server told it, and what this page alone has open.
import type { Chat, PersonRecord, TimelineItem } from '../directory/directoryState';
import type { WireAccount } from '../directory/wireActivity';
import type { LiveEvent, PageState, TrafficEntry } from '../server/pageProtocol';

/** The page's state. Changed by `applyState`, `applyEvent` and the page's own controls only. */
export interface Model {
  bot: WireAccount;
  people: readonly PersonRecord[];
  chats: readonly Chat[];
  /** By conversation (without thread) and id, in the order of arrival. */
  items: Map<string, Map<string, TimelineItem>>;
  reads: Record<string, Record<string, number>>;
  traffic: TrafficEntry[];
  /** The stage's clock minus the machine's. */
  clockOffsetMs: number;
  isClockMovable: boolean;
  /** Until when (machine's ms) the bot types, by conversation and thread. */
  typingUntil: Map<string, number>;
  /** The person whose page this is. */
  me: string;
  /** The conversation that is open, without thread. */
  open: string;
  /** Items after this `seq` stand under the mark of what is new in the open conversation; Infinity for no mark. */
  newSince: number;
  connection: 'connecting' | 'live' | 'lost';
  isPaneOpen: boolean;
  isDrawerOpen: boolean;
}

/** A model that knows nothing yet. */
export function createModel(): Model {
  return {
    bot: { id: '' },
    people: [],
    chats: [],
    items: new Map(),
    reads: {},
    traffic: [],
    clockOffsetMs: 0,
    isClockMovable: false,
    typingUntil: new Map(),
    me: '',
    open: '',
    newSince: Infinity,
    connection: 'connecting',
    isPaneOpen: false,
    isDrawerOpen: false,
  };
}

const TYPING_SHOWN_MS = 10_000;
const KEPT_EXCHANGES = 200;

/** Takes everything anew; items that did not change stay the same objects, so that what shows them may stay too. */
export function applyState(
  model: Model,
  { directory, clock, traffic }: PageState,
  machineNowMs: number,
): void {
  const old = model.items;
  model.bot = directory.bot;
  model.people = directory.people;
  model.chats = directory.chats;
  model.reads = structuredClone(directory.reads) as Model['reads'];
  model.traffic = [...traffic];
  model.clockOffsetMs = clock.nowMs - machineNowMs;
  model.isClockMovable = clock.isMovable;
  model.items = new Map(
    Object.entries(directory.timeline).map(([id, items]) => [
      id,
      new Map(items.map((item) => [item.id, keepIfSame(old.get(id)?.get(item.id), item)])),
    ]),
  );
}

function keepIfSame(old: TimelineItem | undefined, item: TimelineItem): TimelineItem {
  return old && JSON.stringify(old) === JSON.stringify(item) ? old : item;
}

/** Takes one change. */
export function applyEvent(model: Model, event: LiveEvent, machineNowMs: number): void {
  switch (event.kind) {
    case 'item':
      putItem(model, event.item);
      return;
    case 'roster':
      model.people = event.people;
      model.chats = event.chats;
      return;
    case 'read':
      (model.reads[event.personId] ??= {})[event.conversationId] = event.seq;
      return;
    case 'typing':
      model.typingUntil.set(typingKey(event.conversationId, event.threadId), machineNowMs + TYPING_SHOWN_MS);
      return;
    case 'traffic':
      model.traffic = [...model.traffic, event.entry].slice(-KEPT_EXCHANGES);
      return;
    case 'clock':
      model.clockOffsetMs = event.clock.nowMs - machineNowMs;
      return;
  }
}

function putItem(model: Model, item: TimelineItem): void {
  const items = model.items.get(item.conversationId) ?? new Map<string, TimelineItem>();
  const isNew = !items.has(item.id);
  model.items.set(item.conversationId, items.set(item.id, item));
  if (isNew && item.isFromBot) model.typingUntil.delete(typingKey(item.conversationId, item.threadId));
}

/** The key of a conversation or thread in which the bot types. */
export function typingKey(conversationId: string, threadId: string | undefined): string {
  return threadId ? `${conversationId};${threadId}` : conversationId;
}
