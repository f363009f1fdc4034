/** What a feature hands to delivery, so that delivery sends for it without knowing it. */
import type { ConversationAddress } from '../conversations/conversation';
import type { Utterance } from '../conversations/chatTurn';
import type { Due } from './due';
import type { PersonalInterruption } from './interruption';
import type { StoredDue } from './dueRow';
import type { Outcome } from './outcome';

/** What is to be said, and where. */
export interface Deliverable {
  to: ConversationAddress;
  /** The thread of a channel to say it in. */
  thread?: string;
  utterance: Utterance;
  /** In a channel it begins a thread of its own; elsewhere it is said like all else. */
  beginsThread?: boolean;
  /** The activity whose place it takes: that message is updated. Where the channel cannot, it is dead. */
  replaces?: string;
  /** The bot is seen typing before it is said. */
  typingFirst?: boolean;
  /** One of many to many people, which lets what a person waits for go first. */
  isBulk?: boolean;
  /** What it does to a dialog that the person is in; absent: nothing. With `interrupt`, what `asks` names is a dialog of its own. */
  interruption?: PersonalInterruption;
}

/** How the matter ended, for the feature's own record. */
export type Settlement =
  | { state: 'sent'; activityId: string; thread?: string; at: number }
  /** The conversation cannot be reached now; kept until it comes back. */
  | { state: 'parked'; reason: string; at: number }
  | { state: 'dead'; reason: string; at: number };

/** How the feature hears what became of it. */
export interface Hearing {
  /** Records how it ended, repeatably; gives the next occurrence to plan, if there is one. */
  settle(settlement: Settlement): Promise<Due | undefined>;
  /** It was tried without success and will be tried again, for this reason. Only told: what is lost of it changes nothing. */
  noteRetry?(reason: string): Promise<void>;
}

export type Loaded =
  | ({ state: 'wanted'; deliverable: Deliverable } & Hearing)
  /** What had to be done at the channel before it could be said failed: it counts as a try of the send. */
  | ({ state: 'failed'; outcome: Failure } & Hearing)
  /** Cancelled, moved or unknown: the due row goes, nothing is sent. */
  | { state: 'unwanted'; reason: string }
  /** Sent already, or moved, by somebody who may not have finished: only what comes after it is still to be planned. */
  | { state: 'sent'; next?: Due }
  /** What it belongs to does not exist, or cannot be read: it ends, visible with the reason. */
  | { state: 'lost'; reason: string }
  /** What it belongs to is not stored yet: to be looked at again (epoch ms). */
  | { state: 'not-ready'; tryAt: number };

export interface DeliveryKind {
  kind: string;
  /** `load` only reads: it may be asked before the row is claimed, and in vain. */
  loadsWithoutEffect?: true;
  /** Reads what is due and renders it for this moment (epoch ms). */
  load(due: Due, now: number): Promise<Loaded>;
  /**
   * It is dead without having been loaded (its row or its message failed too often): records that, repeatably; gives the next
   * occurrence to plan, if there is one.
   */
  onDead?(due: Due, reason: string, at: number): Promise<Due | undefined>;
  /** An operator has a dead delivery sent again: makes the occurrence wanted once more. Absent: `load` alone decides. */
  revive?(due: Due): Promise<void>;
  /** Names what many deliveries are part of: they then come no faster than their tenant's limit lets them go. */
  crowdOf?(due: Due): string | undefined;
  /** The conversation can be reached again: what is to be told of a delivery that was parked; undefined when nothing is. */
  unpark?(due: Due, now: number): Promise<Unparked | undefined>;
}

/** What came due while its conversation could not be reached. */
export interface Unparked {
  /** One line of what is said on return. */
  line: string;
  /** Records that it was told and plans what comes next; called after it was said, repeatably. */
  commit(plan: (next: Due) => Promise<void>): Promise<void>;
}

/** Why a step failed: any outcome of a send but success. */
export type Failure = Exclude<Outcome, { kind: 'sent' }>;

/** How one step went. */
export type Worked =
  /** All it was to do is stored; `next` is planned, then the due row goes. */
  | { state: 'done'; next?: Due }
  /** To be tried again as this outcome of a send would be, or dead. */
  | { state: 'failed'; outcome: Failure }
  | { state: 'unwanted'; reason: string }
  /** What it belongs to does not exist, or cannot be read: dead, with the reason. */
  | { state: 'lost'; reason: string };

/**
 * Something due that says nothing in a conversation, but is done step by step with delivery's promises: claimed by a lease,
 * tried again on the schedule, dead and visible after it.
 */
export interface DueWork {
  kind: string;
  /** Does one step, repeatably; it ends well within the lease of a minute. */
  work(due: StoredDue, now: number): Promise<Worked>;
  /** It is dead: records that, repeatably; gives what is due next, if there is anything. */
  onDead?(due: Due, reason: string, at: number): Promise<Due | undefined>;
  /** An operator has a dead step done again. */
  revive?(due: Due): Promise<void>;
}

export const isDueWork = (kind: DeliveryKind | DueWork): kind is DueWork => 'work' in kind;

/** Sends one thing to one conversation. */
export interface Sender {
  send(deliverable: Deliverable): Promise<Outcome>;
}
