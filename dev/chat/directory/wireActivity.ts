// The JSON that travels between the bot and its channel, as it is on the wire: what the local connector keeps and shows.

/** An account as it stands in `from`, `recipient`, `membersAdded` and mentions. */
export interface WireAccount {
  readonly id: string;
  readonly name?: string;
  readonly aadObjectId?: string;
  readonly role?: string;
}

/** One attachment of a message; `content` is the card itself. */
export interface WireAttachment {
  readonly contentType: string;
  readonly content?: unknown;
  readonly contentUrl?: string;
  readonly name?: string;
}

/** A button of a Hero card or of the suggested actions. */
export interface WireCardAction {
  readonly type: string;
  readonly title?: string;
  readonly value?: unknown;
  readonly text?: string;
  readonly displayText?: string;
}

/** The conversation part of an activity. */
export interface WireConversation {
  readonly id: string;
  readonly conversationType?: string;
  readonly tenantId?: string;
  readonly isGroup?: boolean;
  readonly name?: string;
}

/** An activity of any type. Dates are ISO 8601 strings, and what is not named here is kept as it came. */
export interface WireActivity {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly summary?: string;
  readonly timestamp?: string;
  readonly locale?: string;
  readonly replyToId?: string;
  readonly serviceUrl?: string;
  readonly name?: string;
  readonly action?: string;
  readonly value?: unknown;
  readonly from?: WireAccount;
  readonly recipient?: WireAccount;
  readonly conversation?: WireConversation;
  readonly membersAdded?: readonly WireAccount[];
  readonly membersRemoved?: readonly WireAccount[];
  readonly entities?: readonly Record<string, unknown>[];
  readonly attachments?: readonly WireAttachment[];
  readonly attachmentLayout?: string;
  readonly suggestedActions?: {
    readonly to?: readonly string[];
    readonly actions: readonly WireCardAction[];
  };
  readonly channelData?: Record<string, unknown>;
  readonly [property: string]: unknown;
}

/** Whether a JSON value is an object (neither null nor an array). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
