/** A question and all that has become of it: who asked what and where, and its way to the one final message. */
import type { AdaptiveCard, Language } from '../conversations/chatTurn';
import type { ConversationAddress } from '../conversations/conversation';
import type { ConversationKind } from '../conversations/inboundActivity';
import { shownId } from '../conversations/shortId';
import type { LiveMessage } from './liveMessage';

/** `open` waits for an answer. The others are ends; in `expired` and `failed` an answer still comes, as a late one. */
export type QuestionState = 'open' | 'answered' | 'expired' | 'failed' | 'cancelled';

/** What an answer holds: exactly one of the two. */
export type AnswerContent = { text: string } | { card: AdaptiveCard };

/** Where an answer came from: an answer service, the HTTP API, or a person. */
export interface AnswerSource {
  kind: 'service' | 'api' | 'person';
  /** The person, as the channel names them. */
  name?: string;
}

export interface Answer {
  content: AnswerContent;
  from: AnswerSource;
  /** Epoch ms. */
  at: number;
}

/** What happened, for `GET /api/answers/{id}`. */
export interface TimelineEntry {
  /** Epoch ms. */
  at: number;
  event: string;
  detail?: string;
}

/** The experts to whom the question is put, and what their card shows. */
export interface Experts {
  address: ConversationAddress;
  language: Language;
  card: LiveMessage;
  takenBy?: { id: string; name: string };
  passedBy: { id: string; name: string }[];
}

/** How a message of this question ended, by the name of its occurrence. */
export interface Delivered {
  state: 'sent' | 'parked' | 'dead';
  /** Epoch ms. */
  at: number;
}

export interface Question {
  /** SHA-256 (hex) of channel, conversation and activity id; the orchestration's id too. */
  id: string;
  /** Short, for people. */
  code: string;
  state: QuestionState;
  text: string;
  asker: { tenant: string; key: string; id: string; name: string };
  to: ConversationAddress;
  kind: ConversationKind;
  thread?: string;
  language: Language;
  locale?: string;
  /** IANA. */
  zone?: string;
  /** Epoch ms, as all times here. */
  askedAt: number;
  deadlineAt: number;
  settledAt?: number;
  answer?: Answer;
  lateAnswer?: Answer;
  /** What the asker is shown while it is being worked on. */
  progress: LiveMessage & { text: string };
  experts?: Experts;
  delivered: Record<string, Delivered>;
  /** The final message is planned and the indexes say so: nothing of its course is left to do. */
  concludedAt?: number;
  timeline: TimelineEntry[];
}

/** What people see and type of its id. */
export const shortIdOf = ({ code }: Pick<Question, 'code'>): string => shownId(code);

/** Old entries in the middle go when there are more: how it began and how it ended stays. */
const MAX_TIMELINE = 60;
const KEPT_FROM_START = 10;

/** The question with one more entry in its timeline. */
export function noted<Q extends Question>(question: Q, at: number, event: string, detail?: string): Q {
  const entry: TimelineEntry = { at, event, ...(detail ? { detail } : {}) };
  const all = [...question.timeline, entry];
  const timeline =
    all.length <= MAX_TIMELINE
      ? all
      : [...all.slice(0, KEPT_FROM_START), ...all.slice(KEPT_FROM_START + all.length - MAX_TIMELINE)];
  return { ...question, timeline };
}
