/** The dialog that asks for what a reminder lacks: its time, its message, or the person's zone. */
import type { ChatTurn, Utterance } from '../../conversations/chatTurn';
import type { ConversationStore } from '../../conversations/conversationStore';
import type { ChatDialog, Taken } from '../../dialogs/chatDialog';
import { whenOfReading } from '../asking';
import { REMINDER_TEXTS } from '../reminderTexts';
import { describeDraft } from './describeDraft';
import { type Draft, DRAFT_DIALOG, draftOf } from './draft';
import type { ReplyDeps } from './replyToReading';
import { takeMessage } from './takeMessage';
import { takeTime } from './takeTime';
import { takeZone } from './takeZone';

export interface DraftDeps extends ReplyDeps {
  conversations: ConversationStore;
}

export function createDraftDialog(deps: DraftDeps): ChatDialog {
  return {
    name: DRAFT_DIALOG,
    question(state, turn) {
      const draft = draftOf(state);
      return draft && { text: questionOf(draft, turn) };
    },
    describe(state, language) {
      const draft = draftOf(state);
      return draft && describeDraft(draft, language);
    },
    async take(state, turn): Promise<Taken> {
      const draft = draftOf(state);
      if (!draft) return { kind: 'ends', isSure: false, finish: () => lost(turn) };
      if (draft.asks === 'zone') return takeZone(deps, draft, turn);
      return draft.asks === 'time' ? takeTime(deps, draft, turn) : takeMessage(deps, draft, turn);
    },
  };
}

function questionOf({ asks, language, message, when }: Draft, { person }: ChatTurn): string {
  const { dialog } = REMINDER_TEXTS[language];
  if (asks === 'time') return dialog.askTime(message);
  if (asks === 'message')
    return when ? dialog.askMessage(whenOfReading(when, person.locale)) : dialog.askWhat;
  return dialog.askZone;
}

/** What another version of the app has kept cannot be gone on with. */
const lost = ({ language }: ChatTurn): Promise<Utterance> =>
  Promise.resolve({ text: REMINDER_TEXTS[language].dialog.lost });
