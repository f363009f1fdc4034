// A Bot Connector in the small, as a library: takes the bot's REST calls, shows faults, changes the stage, records all.
import { setTimeout as sleep } from 'node:timers/promises';
import { createDirectory, type Directory } from '../directory/directory';
import type { DirectoryStore } from '../directory/directoryFile';
import { KeptDirectory } from '../directory/keptDirectory';
import type { TimelineItem } from '../directory/directoryState';
import { splitConversationId } from '../directory/place';
import { seedDirectory } from '../directory/seedDirectory';
import { createActivityIds, type ActivityIds } from './activityIds';
import { createCallLog, type CallLog, type ConnectorCall } from './connectorCalls';
import type { ConnectorReply } from './connectorReply';
import { createConnectorRoutes } from './connectorRoutes';
import { createFaults, type Faults } from './faults';
import { handleCall, type ConnectorRequest } from './handleCall';
import type { PageSizes, Stage } from './operations/operation';

/** What the connector tells besides changes of its directory. */
export type ConnectorSignal =
  | { readonly kind: 'typing'; readonly conversationId: string; readonly threadId?: string }
  | { readonly kind: 'call'; readonly call: ConnectorCall };

export interface LocalConnectorOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly ids?: ActivityIds;
  /** Real time that each call waits before it takes effect; 0 unless said. */
  readonly latencyMs?: number;
  /** Where the directory is kept; without it everything is forgotten at the end. */
  readonly store?: DirectoryStore;
  /** Hears of saves that failed; they are tried again with the next change. */
  readonly onSaveFailure?: (failure: unknown) => void;
  /** `accept` takes conversations that are not in the directory as chats of some other channel; `refuse` is Teams. */
  readonly unknownConversations?: 'accept' | 'refuse';
  readonly maxMessageBytes?: number;
  readonly pageSizes?: PageSizes;
  /** How many calls are remembered; all unless said. */
  readonly keepCalls?: number;
}

/** The connector. `calls` holds every call of the bot, `activities` what a conversation shows now. */
export interface LocalConnector extends Pick<CallLog, 'calls' | 'waitFor'> {
  readonly directory: Directory;
  readonly ids: ActivityIds;
  readonly faults: Faults;
  latencyMs: number;
  now(): number;
  /** Answers one REST call. Never throws for what the bot sent. */
  handle(request: ConnectorRequest): Promise<ConnectorReply>;
  /** The messages that a conversation (or, with `;messageid=`, one thread) shows now, oldest first. */
  activities(conversationId: string): readonly TimelineItem[];
  subscribe(listener: (signal: ConnectorSignal) => void): () => void;
  /** Resolves when all changes until now are kept. */
  flush(): Promise<void>;
  /** Keeps what is unsaved and stops keeping. */
  stop(): Promise<void>;
}

/** Teams refuses messages above about 100 KB. */
const MAX_MESSAGE_BYTES = 100 * 1024;
const TEAMS_PAGES: PageSizes = { min: 50, usual: 200, max: 500 };

/** Creates a connector with its people and chats. Throws when what the store kept cannot be read. */
export function createLocalConnector(options: LocalConnectorOptions): LocalConnector {
  const { now, store, onSaveFailure = rethrow } = options;
  const directory = createDirectory(store?.load() ?? seedDirectory());
  const kept = store && new KeptDirectory(directory, store, onSaveFailure);
  const log = createCallLog(options.keepCalls);
  const faults = createFaults();
  const signals = createSignals();
  log.subscribe((call) => {
    signals.tell({ kind: 'call', call });
  });
  const stage = createStage(options, directory, signals.tell);
  const { ids } = stage;
  const findRoute = createConnectorRoutes();
  const connector: LocalConnector = {
    directory,
    ids,
    faults,
    now,
    latencyMs: options.latencyMs ?? 0,
    calls: log.calls,
    waitFor: log.waitFor,
    async handle(request) {
      const { latencyMs } = connector;
      const context = { stage, log, faults, findRoute, wait: (ms: number) => sleep(ms), latencyMs };
      const reply = await handleCall(context, request);
      await kept?.flush().catch(onSaveFailure); // what the bot is told of is kept
      return reply;
    },
    activities: (id) => shownIn(directory, id),
    subscribe: signals.subscribe,
    flush: async () => kept?.flush(),
    stop: async () => kept?.stop(),
  };
  return connector;
}

function createStage(
  options: LocalConnectorOptions,
  directory: Directory,
  tell: (signal: ConnectorSignal) => void,
): Stage {
  const { now, maxMessageBytes = MAX_MESSAGE_BYTES, pageSizes = TEAMS_PAGES } = options;
  return {
    directory,
    ids: options.ids ?? createActivityIds(now, (conversationId) => latestId(directory, conversationId)),
    now,
    showTyping: (conversationId, threadId) => {
      tell({ kind: 'typing', conversationId, ...(threadId && { threadId }) });
    },
    maxMessageBytes,
    pageSizes,
    acceptsUnknown: options.unknownConversations === 'accept',
  };
}

function shownIn(directory: Directory, id: string): readonly TimelineItem[] {
  const { conversationId, threadId } = splitConversationId(id);
  return directory.timeline
    .list(conversationId)
    .filter((item) => item.event === undefined && item.deletedAtMs === undefined)
    .filter((item) => threadId === undefined || item.threadId === threadId);
}

function latestId(directory: Directory, conversationId: string): number {
  return directory.timeline.list(conversationId).reduce((last, { id }) => Math.max(last, Number(id) || 0), 0);
}

function createSignals() {
  const listeners = new Set<(signal: ConnectorSignal) => void>();
  return {
    tell(signal: ConnectorSignal) {
      for (const listener of listeners) listener(signal);
    },
    subscribe(listener: (signal: ConnectorSignal) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function rethrow(failure: unknown): never {
  throw failure;
}
