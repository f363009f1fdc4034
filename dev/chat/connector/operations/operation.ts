// What every operation of the local connector is given: the stage, its clock and ids, and the request's parts.
import type { Directory } from '../../directory/directory';
import type { ActivityIds } from '../activityIds';
import type { ConnectorReply } from '../connectorReply';

/** Page sizes of `pagedmembers`; Teams holds them between 50 and 500. */
export interface PageSizes {
  readonly min: number;
  readonly usual: number;
  readonly max: number;
}

/** The stage that operations work on. */
export interface Stage {
  readonly directory: Directory;
  readonly ids: ActivityIds;
  /** Milliseconds since 1970. */
  now(): number;
  /** Shows that the bot is typing. */
  showTyping(conversationId: string, threadId: string | undefined): void;
  readonly maxMessageBytes: number;
  readonly pageSizes: PageSizes;
  /** Whether conversations that are not in the directory are taken as chats of some other channel. */
  readonly acceptsUnknown: boolean;
}

/** One request, its path already decoded and its JSON parsed (undefined when there was none). */
export interface OperationRequest {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly bodyBytes: number;
}

/** What became of it. `conversationId` is the one that was made or posted to. */
export interface OperationResult {
  readonly reply: ConnectorReply;
  readonly tookEffect: boolean;
  readonly conversationId?: string;
}

export type Operation = (stage: Stage, request: OperationRequest) => OperationResult;

/** A result that changed nothing. */
export function unchanged(reply: ConnectorReply): OperationResult {
  return { reply, tookEffect: false };
}
