/** A conversation as the registry keeps it: where the bot can speak, how, and in what state; and the people in it. */
import type { ConversationReference } from 'botframework-schema';
import { type Language, languageOf } from './chatTurn';
import type { ConversationKind } from './inboundActivity';

/** `suspended`: blocked or disabled; `gone`: uninstalled, not in the roster or not found. Any inbound message revives. */
export type ConversationState = 'active' | 'suspended' | 'gone';

/** Names one conversation: its tenant (or channel) and its key there. */
export interface ConversationAddress {
  tenant: string;
  key: string;
}

export interface Conversation extends ConversationAddress {
  kind: ConversationKind;
  state: ConversationState;
  /** As the channel sent it, whole and unaltered. */
  reference: Partial<ConversationReference>;
  /** BCP 47, as the channel last told it. */
  locale?: string;
  /** Welcomed since the last install. */
  isWelcomed: boolean;
  /** When a send first failed as if it were gone, epoch ms; absent once anything else was seen. */
  goneSignAt?: number;
  /** The bot's sends there of the last hour, and those that are meant for the next seconds; epoch ms, in order. */
  sendTimes: number[];
  /** The channel asked to send nothing before; epoch ms. */
  pausedUntil?: number;
  /** Guards a change of the row as it was read. */
  etag: string;
}

/** A conversation as operators see it. */
export type ConversationSummary = Pick<Conversation, 'tenant' | 'key' | 'kind' | 'state'> & {
  channelId?: string;
};

/** A person as the bot knows them in one tenant, with what is theirs wherever they write. */
export interface Person {
  tenant: string;
  /** Names the person in the tenant: by AAD object id where there is one, else by channel and user id. */
  key: string;
  /** The name that the channel last told. */
  name?: string;
  locale?: string;
  /** The IANA zone that they chose by command. */
  chosenZone?: string;
  /** The IANA zone that their client last told. */
  channelZone?: string;
  /** Their personal conversation with the bot, once there is one. */
  personalKey?: string;
  /** The language that they chose by command. */
  chosenLanguage?: Language;
  /** The hour (0 to 23) at which their day begins, for dates without a time. */
  firstHour?: number;
  /** The service address that the channel last used for them. */
  serviceUrl?: string;
  /** Something waits for them to come back. */
  isAwaited?: boolean;
  /** They take no reminders that others set for them. */
  refusesOthers?: boolean;
  /** As a roster told them, in small letters; absent before one was asked. */
  emails?: readonly string[];
  /** The channel's user id, as a roster told it. */
  userId?: string;
}

/** Where a channel was last heard from, and as whom the bot was spoken to there. */
export interface ChannelService {
  serviceUrl: string;
  bot?: { id: string; name?: string };
}

/** The language to speak to them: the one chosen, else that of their locale. */
export function languageOfPerson(person: Person): Language {
  return person.chosenLanguage ?? languageOf(person.locale);
}

/** The zone to read and show times in: the one chosen, else the one that the client tells. */
export function zoneOfPerson(person: Person): string | undefined {
  return person.chosenZone ?? person.channelZone;
}
