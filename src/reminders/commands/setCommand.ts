/** The phrase that sets a reminder: it can begin with anything, so it is tried after all other commands. */
import type { ChatCommand, ChatTurn, Utterance } from '../../conversations/chatTurn';
import type { ConversationStore } from '../../conversations/conversationStore';
import { audienceOf } from '../audience';
import { replyToReading, type ReplyDeps } from '../drafts/replyToReading';
import { phraseContext } from '../phraseContext';
import { parsePhrase } from '../phrases/parsePhrase';
import { REMINDER_TEXTS } from '../reminderTexts';

export interface SetCommandDeps extends ReplyDeps {
  conversations: ConversationStore;
}

export function createSetCommand(deps: SetCommandDeps): ChatCommand {
  return { name: 'reminders.set', readsFreely: true, answer: (turn) => set(deps, turn) };
}

async function set(deps: SetCommandDeps, turn: ChatTurn): Promise<Utterance | undefined> {
  const audience = await audienceOf(turn, deps.conversations);
  if ('refusedBy' in audience) return { text: REMINDER_TEXTS[turn.language].refusedBy(audience.refusedBy) };
  const { text, target } = audience;
  const reading = parsePhrase(text, phraseContext(turn, deps.limits));
  return replyToReading(deps, turn, { reading, target, text });
}
