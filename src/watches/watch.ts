/** A watch and all that has become of it: what is looked at, what is told, how it stands. */
import type { Language } from '../conversations/chatTurn';
import type { ConversationAddress } from '../conversations/conversation';
import { shownId } from '../conversations/shortId';
import type { InterruptionPolicy } from '../delivery/interruption';
import type { Refusal } from '../http/outboundPolicy';

/** What is waited for. `below`, `above` and `matches` tell of the crossing, not of the state that lasts. */
export type Condition =
  | { kind: 'below' | 'above'; limit: number }
  /** From the value at the start, or of the last alert. */
  | { kind: 'drops' | 'rises'; percent: number }
  | { kind: 'changes' }
  | { kind: 'matches' };

/** What is looked at. */
export interface Target {
  url: string;
  /** RFC 6901; without it the whole body is the text. */
  pointer?: string;
  /** For RE2; its first group, or all that it matches, is the value. */
  pattern?: string;
}

/** A value as it was seen. */
export interface Value {
  /** As it is shown: on one line, shortened. */
  text: string;
  /** Tells it from others: the text itself, or its digest where it is long. */
  mark: string;
  /** Where it can be read as one. */
  number?: number;
}

/** Why no value was seen. */
export type Failure =
  | { reason: 'unreachable' | 'timeout' | 'too-large' | 'not-json' | 'no-such-value' | 'no-match' }
  | { reason: 'refused'; refusal: Refusal }
  | { reason: 'status'; status: number }
  | { reason: 'not-a-number'; text: string };

/** What a server wants to hear again to say that nothing has changed. */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

/** `expired` was asked about and waits for an answer; both others than `active` are no longer checked. */
export type WatchState = 'active' | 'expired' | 'stopped';

/** What the checks alone write. Times in epoch ms. */
export interface Findings {
  /** How many checks there were; names what each has to tell. */
  checks: number;
  checkedAt: number;
  nextCheckAt: number;
  /** The last one seen. */
  value: Value;
  /** What `changes`, `drops` and `rises` are measured from. */
  baseline: Value;
  /** `below`, `above`, `matches`: it is so now, and has been told. */
  isSo: boolean;
  validators: Validators;
  /** In a row. */
  failures: number;
  /** The person knows that it cannot be reached. */
  isTold: boolean;
}

/** What people decide, and their commands alone write. Times in epoch ms. */
export interface Wishes {
  state: WatchState;
  expiresAt: number;
  /** Nothing is told before. */
  snoozedUntil: number;
}

/** What stays as it was said. */
export interface Asked {
  /** 20 letters; the orchestration is named for it. */
  id: string;
  owner: { tenant: string; key: string };
  target: Target;
  condition: Condition;
  intervalMs: number;
  durationMs: number;
  /** Of older rows: as if `inject` had been chosen. */
  isQuiet?: boolean;
  /** What its owner wants an alert to do to what they are in the middle of; absent: as the operator says. */
  interruption?: InterruptionPolicy;
  to: ConversationAddress;
  /** Nobody but its owner reads along there. */
  isPersonal: boolean;
  thread?: string;
  language: Language;
  locale?: string;
  /** IANA. */
  zone?: string;
  createdAt: number;
}

export interface Watch extends Asked {
  findings: Findings;
  wishes: Wishes;
}

/** What people see and type of its id. */
export const shortIdOf = ({ id }: Pick<Watch, 'id'>): string => shownId(id);

/** Whether it is measured in numbers. */
export const isNumeric = ({ kind }: Condition): boolean => kind !== 'changes' && kind !== 'matches';
