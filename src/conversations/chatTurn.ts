/** What a feature sees of a person's message, and what it gives back; the bot turns both from and into activities. */
import type { Mention } from 'botframework-schema';
import type { ConversationAddress, Person } from './conversation';
import type { ConversationKind } from './inboundActivity';

/** The languages that the bot speaks. */
export type Language = 'en' | 'es';

/** One message of a person to the bot, without the mention of the bot. */
export interface ChatTurn {
  /** Names the activity across channels and conversations; what the turn makes takes its ids from it, so that a repeat makes nothing new. */
  activityKey: string;
  text: string;
  /** By the person's locale; a command in the other language is answered in that one. */
  language: Language;
  person: Person;
  /** As the channel names the person, for mentions. */
  sender: { id: string; name: string };
  /** The other people whom the message mentions; their `text` stands in the message. */
  mentions: readonly MentionedPerson[];
  channelId: string;
  address: ConversationAddress;
  kind: ConversationKind;
  /** The thread of a channel in which it was said. */
  thread?: string;
  /** Epoch ms. */
  receivedAt: number;
  /** When it was said, epoch ms: earlier where the channel sends it again; absent: when it was received. */
  saidAt?: number;
  /** What was typed into the card whose button was pressed, by the names of its inputs. */
  inputs: Readonly<Record<string, unknown>>;
  /** Asks the roster of this conversation about somebody; undefined when they are not in it or the channel does not tell. */
  findMember(id: string): Promise<{ id: string; name: string; aadObjectId?: string } | undefined>;
  /** Shows at once that the bot is at work; a channel that does not take it is no failure. */
  showTyping(): Promise<void>;
}

/** Somebody whom a message mentions. */
export interface MentionedPerson {
  id: string;
  name: string;
  /** As it stands in the message, `<at>Ana</at>`. */
  text: string;
  aadObjectId?: string;
}

/** An Adaptive Card as its JSON. */
export type AdaptiveCard = Readonly<Record<string, unknown>> & { type: 'AdaptiveCard' };

/** What is said: the text stands alone where cards are not shown, and is the card's summary where they are. */
export interface Utterance {
  text: string;
  /** `plain` (default) is shown as it is; `xml` holds mentions and escaped text; `markdown` is formatted. */
  textFormat?: 'plain' | 'xml' | 'markdown';
  /** The language that it is in, as BCP 47, where the channel is to be told. */
  locale?: string;
  card?: AdaptiveCard;
  /** The text is shown above the card, and not only where there are no cards. */
  isTextShown?: boolean;
  mentions?: Mention[];
  /** Texts that the person can send with one press. */
  suggestions?: string[];
  /** It is a question: the person's next message here is read by this dialog, which knows this (plain JSON). */
  asks?: { dialog: string; state: Readonly<Record<string, unknown>> };
  /** Done once the turn has stored what it stores, and before this is said. */
  afterwards?(): Promise<void>;
}

/** The message is this command, but what it names is not known here: another command may know it; if none does, this is said. */
export interface NotKnownHere {
  otherwise: Utterance;
}

/** A thing that people can say to the bot. */
export interface ChatCommand {
  /** A name for logs. */
  name: string;
  /** It takes whatever follows its first words: a question that is open reads the message before it. */
  readsFreely?: boolean;
  /** Answers the message, or undefined when it says something else. */
  answer(turn: ChatTurn): Promise<Utterance | NotKnownHere | undefined>;
}

/** The language of a BCP 47 locale; English where it is neither. */
export function languageOf(locale: string | undefined): Language {
  return /^es(?:[-_]|$)/i.test(locale ?? '') ? 'es' : 'en';
}
