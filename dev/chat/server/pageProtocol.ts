// What server and page say to each other: everything at once when a page opens, and each change as it happens.
import type { Chat, DirectoryState, PersonRecord, TimelineItem } from '../directory/directoryState';

/** The stage's clock; `isMovable` says whether the page may move it. */
export interface PageClock {
  readonly nowMs: number;
  readonly isMovable: boolean;
}

/** One exchange between bot and channel: what was sent, and what came back. */
export interface TrafficEntry {
  readonly seq: number;
  readonly atMs: number;
  readonly direction: 'toBot' | 'fromBot';
  /** The activity's type, or what the bot asked for. */
  readonly title: string;
  readonly method: string;
  readonly path: string;
  /** Undefined when there was no answer, or the connection was broken. */
  readonly status?: number;
  readonly fault?: string;
  readonly tookMs?: number;
  readonly sent?: unknown;
  readonly received?: unknown;
}

/** Everything that the page shows. */
export interface PageState {
  readonly directory: DirectoryState;
  readonly clock: PageClock;
  readonly traffic: readonly TrafficEntry[];
}

/** One change. */
export type LiveEvent =
  | { readonly kind: 'item'; readonly item: TimelineItem }
  | { readonly kind: 'roster'; readonly people: readonly PersonRecord[]; readonly chats: readonly Chat[] }
  | {
      readonly kind: 'read';
      readonly personId: string;
      readonly conversationId: string;
      readonly seq: number;
    }
  | { readonly kind: 'typing'; readonly conversationId: string; readonly threadId?: string }
  | { readonly kind: 'traffic'; readonly entry: TrafficEntry }
  | { readonly kind: 'clock'; readonly clock: PageClock };

/** What became of a deed; what it changed comes as live events. */
export interface DeedOutcome {
  /** False when the bot did not take it; `problem` then says so in a sentence. */
  readonly isOk: boolean;
  readonly problem?: string;
  /** Whether the problem stands at the message already, with a button to try again. */
  readonly isShown?: boolean;
  /** A line that the bot's answer to a button asks to show. */
  readonly notice?: string;
}
