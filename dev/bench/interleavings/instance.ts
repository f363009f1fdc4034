/** One process of the app in a world that is stepped: the real turn, dialogs and delivery on real tables, behind a channel of the world. */
import { createHash, randomUUID } from 'node:crypto';
import { BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import type { Activity } from 'botframework-schema';
import type { StorageAccount } from '../../../src/azure/storageAccount';
import type { Table } from '../../../src/azure/table';
import { ACTIVITIES_TABLE, type ActivityRow, createActivityLog } from '../../../src/bot/activityLog';
import { createConversing } from '../../../src/bot/converse';
import { handleTurn, type TurnDeps } from '../../../src/bot/handleTurn';
import { leaveCommand } from '../../../src/bot/leaveCommand';
import { createConversationStore } from '../../../src/conversations/conversationStore';
import { CONVERSATIONS_TABLE, type ConversationRow } from '../../../src/conversations/conversationRow';
import { createDeadLetters, DEAD_LETTERS_TABLE, type DeadLetterRow } from '../../../src/delivery/deadLetters';
import { createDeliver, type DeliverDeps } from '../../../src/delivery/deliver';
import { createDeliveryMetrics } from '../../../src/delivery/deliveryMetrics';
import type { Due, DueKey } from '../../../src/delivery/due';
import { DUE_TABLE, type DueRow } from '../../../src/delivery/dueRow';
import { createDueStore } from '../../../src/delivery/dueStore';
import { createOutbox } from '../../../src/delivery/outbox';
import { createParkedDeliveries, PARKED_TABLE, type ParkedRow } from '../../../src/delivery/parkedDeliveries';
import { wakeDue } from '../../../src/delivery/wakeDue';
import { createDialogs } from '../../../src/dialogs/dialogs';
import type { DialogContent } from '../../../src/dialogs/dialogRow';
import {
  createDialogStore,
  type DialogRow,
  DIALOGS_TABLE,
  type StackedDialog,
} from '../../../src/dialogs/dialogStore';
import { createInterruptions } from '../../../src/dialogs/interruptions';
import type { Log } from '../../../src/log';
import { nameOf } from './endings';
import { createFormDialog, formCommands } from './formDialog';
import { gatedTable } from './gatedTable';
import { createNews, NEWS_QUESTIONS, type News } from './news';
import type { Judge } from './judge';
import type { Process, Stepping } from './stepping';

/** What the instances of one world share. */
export interface Surroundings {
  account: StorageAccount;
  stepping: Stepping;
  judge: Judge;
  news: News;
  random(): number;
  note(line: string): void;
  /** The channel takes a message of the bot to the person; `delivery`: the due row that it comes from. */
  show(text: string, card: unknown, inReplyTo?: string): void;
  /** A pointer was put on the queue, visible from then on. */
  pointed(key: DueKey, at: number): void;
}

export interface Instance {
  process: Process;
  receive(activity: Activity): Promise<void>;
  deliver(key: DueKey): Promise<unknown>;
  plan(due: Due): Promise<void>;
}

const NO_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function startInstance(world: Surroundings, name: string): Instance {
  const { stepping, judge, account } = world;
  const process: Process = { name, isAlive: true };
  const clock = (): number => stepping.now;
  const table = <T extends object>(named: string): Table<T> =>
    gatedTable(account.table<T>(named), stepping, process, (row) => {
      if (named !== DIALOGS_TABLE) return;
      world.note(`  ${stepping.label} writes ${rowText(row)}`);
      judge.written(row, stepping.label, stepping.now);
    });
  const gate = <R>(operation: () => R): Promise<R> => stepping.gate(process, async () => operation());
  const store = createDueStore(table<DueRow>(DUE_TABLE), randomUUID);
  const send = async (message: object, hiddenMs = 0): Promise<void> => {
    const { p, r } = message as { p: string; r: string };
    await gate(() => world.pointed({ partition: p, row: r }, clock() + Math.max(0, hiddenMs)));
  };
  const queue = { ...account.queue('unused'), send };
  const outbox = createOutbox({ store, queue, clock, log: NO_LOG });
  const news = createNews(world.news, gate, (...made) => judge.choiceMade(...made));
  const placing = {
    store: createDialogStore(table<DialogRow>(DIALOGS_TABLE)),
    dialogs: [createFormDialog((state) => gate(() => judge.formDone(state))), news.questions.dialog],
    clock,
    wait: (ms: number) => stepping.wait(process, ms),
    wake: (due: Due, wakesAt: number) => wakeDue({ store, outbox, clock }, due, wakesAt),
  };
  const conversations = createConversationStore(table<ConversationRow>(CONVERSATIONS_TABLE));
  const dialogs = createDialogs(placing);
  const deps: TurnDeps = {
    ...{ dialogs, clock, log: NO_LOG, conversations },
    activities: createActivityLog(table<ActivityRow>(ACTIVITIES_TABLE), clock, () => String(world.random())),
    converse: createConversing({
      ...{ dialogs, clock, newId: () => String(world.random()) },
      commands: [...formCommands, news.questions.command, leaveCommand],
    }),
    comeBack: () => Promise.resolve(undefined),
  };
  const delivery: DeliverDeps = {
    ...{ store, outbox, conversations, clock, log: NO_LOG, random: () => world.random(), surely: clock },
    wait: (ms) => stepping.wait(process, ms),
    deadLetters: createDeadLetters(table<DeadLetterRow>(DEAD_LETTERS_TABLE)),
    parked: createParkedDeliveries(table<ParkedRow>(PARKED_TABLE), conversations),
    kinds: new Map([[news.kind.kind, news.kind]]),
    unrecorded: new Set(),
    interruptions: createInterruptions(placing),
    metrics: createDeliveryMetrics(),
    sender: { send: (deliverable) => gate(() => world.news.send(deliverable, world)) },
  };
  const deliver = createDeliver(delivery);
  const adapter = new GatedAdapter((activity, replyTo) =>
    gate(() => world.show(wordsOf(activity), cardOf(activity), replyTo)),
  );
  return {
    process,
    receive: (activity) => handleTurn(deps, new TurnContext(adapter, activity)),
    deliver: ({ partition, row }) => deliver({ v: 1, p: partition, r: row }),
    plan: (due) => outbox.plan(due),
  };
}

export const activityKeyHash = (name: string): string => createHash('sha256').update(name).digest('hex');
export { NEWS_QUESTIONS };

/** What the row says of its place, in few words. */
function rowText(row: object): string {
  const { stack, more, waiting, takenBy } = row as { [name in string]?: string };
  if (stack === undefined) return waiting ?? '';
  const names = (JSON.parse(stack) as StackedDialog[]).map((each) => `${nameOf(each)}@${each.shownAt}`);
  const { arriving, dropped } = JSON.parse(more ?? '{}') as Partial<DialogContent>;
  const taken = takenBy ? `taken by ${takenBy.slice(0, 8)}` : '';
  return [`[${names.join(', ')}]`, taken, arriving?.delivery, JSON.stringify(dropped)]
    .filter(Boolean)
    .join(' ');
}

const wordsOf = ({ text, summary }: Partial<Activity>): string => text ?? summary ?? '';
const cardOf = ({ attachments }: Partial<Activity>): unknown => attachments?.[0]?.content as unknown;

/** Takes what a turn says to the world. */
class GatedAdapter extends BotAdapter {
  constructor(private readonly say: (activity: Partial<Activity>, replyTo: string) => Promise<void>) {
    super();
  }

  async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    for (const activity of activities) await this.say(activity, context.activity.id ?? '');
    return activities.map(() => ({ id: 'said' }));
  }

  updateActivity(): Promise<undefined> {
    return Promise.reject(new Error('This channel updates nothing.'));
  }

  deleteActivity(): Promise<void> {
    return Promise.reject(new Error('This channel deletes nothing.'));
  }

  continueConversation(): Promise<void> {
    return Promise.reject(new Error('Nothing is continued here.'));
  }
}
