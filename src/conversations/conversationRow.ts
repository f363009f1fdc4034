/** A row of the Conversations table as what it keeps: a conversation, a person, or what leads to one. */
import type { ConversationReference } from 'botframework-schema';
import { MalformedRow } from '../azure/malformedRow';
import type { Stored } from '../azure/table';
import type { Language } from './chatTurn';
import type { Conversation, ConversationState, ConversationSummary, Person } from './conversation';
import type { ConversationKind } from './inboundActivity';
import { decodeTimes } from './sendTimes';

export const CONVERSATIONS_TABLE = 'Conversations';

/** A row of any kind: a conversation, a person, or an index row that names a conversation. */
export interface ConversationRow {
  type: 'conversation' | 'person' | 'index' | 'service' | 'tenant';
  kind: ConversationKind;
  state: ConversationState;
  /** JSON of the ConversationReference. */
  reference: string;
  locale: string;
  isWelcomed: boolean;
  /** The epoch's beginning where there is no such sign. */
  goneSignAt: Date;
  isAwaited: boolean;
  /** The times of sends, as `encodeTimes` has them. */
  sendTimes: string;
  /** The epoch's beginning where there is no pause. */
  pausedUntil: Date;
  serviceUrl: string;
  name: string;
  chosenZone: string;
  chosenLanguage: Language;
  firstHour: number;
  refusesOthers: boolean;
  channelZone: string;
  /** The conversation that an index row or a person's row leads to. */
  conversationKey: string;
  /** The person whom an index row leads to. */
  personKey: string;
  /** A person's, with spaces between; empty where a roster told none. */
  emails: string;
  userId: string;
  /** The bot as the service names it. */
  botId: string;
}

export function summaryOf({
  partitionKey,
  rowKey,
  kind,
  state,
}: Stored<ConversationRow>): ConversationSummary {
  const channelId = rowKey.split('|')[1];
  return { tenant: partitionKey, key: rowKey, kind, state, ...(channelId ? { channelId } : {}) };
}

export function conversationOf(tenant: string, row: Stored<ConversationRow>): Conversation {
  return {
    tenant,
    key: row.rowKey,
    kind: row.kind,
    state: row.state,
    reference: referenceOf(row.reference),
    isWelcomed: row.isWelcomed ?? false,
    sendTimes: decodeTimes(row.sendTimes),
    etag: row.etag,
    ...(row.locale ? { locale: row.locale } : {}),
    ...(timeOf(row.pausedUntil) > 0 ? { pausedUntil: timeOf(row.pausedUntil) } : {}),
    ...(timeOf(row.goneSignAt) > 0 ? { goneSignAt: timeOf(row.goneSignAt) } : {}),
  };
}

/** Epoch ms; 0 where there is none, or none that can be read: it only says what happened a moment ago. */
const timeOf = (value: unknown): number =>
  value instanceof Date && !Number.isNaN(value.getTime()) ? value.getTime() : 0;

/** Throws MalformedRow where the text is none. */
export function referenceOf(json: string): Partial<ConversationReference> {
  let reference: unknown;
  try {
    reference = JSON.parse(json);
  } catch (cause) {
    throw new MalformedRow(CONVERSATIONS_TABLE, 'the reference is no JSON', cause);
  }
  if (typeof reference === 'object' && reference !== null && !Array.isArray(reference)) return reference;
  throw new MalformedRow(CONVERSATIONS_TABLE, 'the reference is no object');
}

export function personOf(tenant: string, row: Stored<ConversationRow>): Person {
  const { name, locale, chosenZone, channelZone, chosenLanguage, firstHour, refusesOthers } = row;
  const { isAwaited, serviceUrl, emails, userId } = row;
  const told = defined({ name, locale, chosenZone, channelZone, chosenLanguage, firstHour, refusesOthers });
  return {
    tenant,
    key: row.rowKey,
    ...told,
    ...(isAwaited ? { isAwaited } : {}),
    ...(userId ? { userId } : {}),
    ...(emails === undefined ? {} : { emails: emails.split(' ').filter(Boolean) }),
    ...(serviceUrl ? { serviceUrl } : {}),
    ...(row.conversationKey ? { personalKey: row.conversationKey } : {}),
  };
}

/** Only what is given. */
export function defined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
