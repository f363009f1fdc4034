/** A reminder of which something is still missing: what is known of it between the question and its answer. */
import type { Language, Utterance } from '../../conversations/chatTurn';
import type { DialogState } from '../../dialogs/chatDialog';
import type { ReminderTarget } from '../createReminder';
import type { Once, Recurring } from '../phrases/reading';

/** Names the dialog in what is stored. */
export const DRAFT_DIALOG = 'reminders.draft';

export interface Draft {
  v: 1;
  /** What is asked for. */
  asks: 'time' | 'message' | 'zone';
  language: Language;
  target: ReminderTarget;
  /** Empty while it is not known. */
  message: string;
  /** When, once that is known. */
  when?: Once | Recurring;
  /** What was written before the zone was known, to be read again with it; and when (epoch ms). */
  said?: { text: string; at: number };
}

/** The draft that was kept, or undefined when it has another form. */
export function draftOf(state: DialogState): Draft | undefined {
  const draft = state as Partial<Draft>;
  const isDraft = draft.v === 1 && typeof draft.message === 'string' && draft.target !== undefined;
  return isDraft ? (draft as Draft) : undefined;
}

/** The utterance as a question about this draft. */
export const askingFor = (utterance: Utterance, draft: Omit<Draft, 'v'>): Utterance => ({
  ...utterance,
  asks: { dialog: DRAFT_DIALOG, state: { v: 1, ...draft } },
});
