/** What is said about questions and answers, by language; each language has a file of its own. */
import type { Language } from '../conversations/chatTurn';
import { en } from './answerTextsEn';
import { es } from './answerTextsEs';
import type { QuestionState } from './question';

/** A question as a text names it: its short id and what was asked, shortened. */
export interface Named {
  id: string;
  quote: string;
}

export interface AnswerTexts {
  /** The two sentences of the acknowledgement, and what happens next. */
  ack: string;
  next(told: Named & { deadline: string }): string;
  /** What to say to see how it stands or to stop it; the card has buttons for it. */
  how(told: Named): string;
  cancelButton: { title: string; command(id: string): string };
  statusButton: { title: string; command: string };
  emptyQuestion: string;
  tooLong(most: number, typed: number): string;

  answered(told: Named & { by?: string; isCard: boolean }, answer: string): string;
  late(told: Named & { by?: string; isCard: boolean }, answer: string): string;
  expired(told: Named): string;
  failed(told: Named): string;
  stillWorking(told: Named & { since: string; deadline: string }): string;
  progress(told: Named, progress: string): string;

  /** An answer that interrupts: whether it will do. */
  question: {
    text(told: Named): string;
    /** As in “Back to …”. */
    about(told: Named): string;
    fine: string;
    again: string;
    noted(told: Named): string;
  };
  /** The conversation was away when the question ended: what follows now. */
  whileAway(told: Named): string;

  cancelled(told: Named): string;
  alreadyOver: Record<Exclude<QuestionState, 'open'>, (told: Named) => string>;
  notFound(typed: string): string;
  noQuestions: string;
  list(lines: string[], isMore: boolean): string;
  line(told: Named & { state: QuestionState; at: string; progress?: string }): string;
  notYet(lines: string[]): string;
  ready(told: Named & { at: string; by?: string }, answer: string): string;
  /** Stands for an answer that is a card where only text can be shown. */
  cardAnswer: string;

  experts: ExpertTexts;
}

/** What experts see and are told. */
export interface ExpertTexts {
  title(asker: string): string;
  waiting: string;
  takenBy(name: string): string;
  passedBy(names: string): string;
  answeredBy(name: string): string;
  answeredElsewhere: string;
  lateBy(name: string): string;
  expired: string;
  cancelled: string;
  /** In place of a question that was erased. */
  gone: string;
  buttons: { answer: string; send: string; take: string; pass: string };
  commands: { answer: string; take: string; pass: string };
  inputLabel: string;
  inputMissing: string;
  /** The card as text, for channels without cards. */
  asText(told: Named & { asker: string; status: string }): string;
  nudge(told: Named & { asker: string; takenBy?: string }): string;
  thanks(told: Named): string;
  alreadyAnswered(told: Named & { by?: string }): string;
  alreadyCancelled(told: Named): string;
  emptyAnswer(told: Named): string;
  tooLong(most: number): string;
  taken(told: Named): string;
  alreadyTaken(told: Named & { by: string }): string;
  passed(told: Named): string;
  over(told: Named): string;
  here: string;
  notHere: string;
  onlyInChannels: string;
}

export const ANSWER_TEXTS: Record<Language, AnswerTexts> = { en, es };
