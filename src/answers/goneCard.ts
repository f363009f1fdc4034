/** What experts see of a question that was erased: their card, without a word of it. */
import type { Language, Utterance } from '../conversations/chatTurn';
import type { ConversationAddress } from '../conversations/conversation';
import { textCard } from '../conversations/textCard';
import type { Loaded, Settlement } from '../delivery/deliveryKind';
import type { Due } from '../delivery/due';
import { ANSWER_TEXTS } from './answerTexts';
import { shownAs } from './liveMessage';
import { messageDue, OCCURRENCES } from './messages';
import type { Question } from './question';
import type { QuestionStore } from './questionStore';

/** All that is kept of an erased question until its card is changed: where that is. */
export interface GoneCard {
  address: ConversationAddress;
  activityId: string;
  thread?: string;
  language: Language;
}

/** The card that experts were shown; undefined where there is none, or the channel does not let it be changed. */
export function goneCardOf({ experts }: Pick<Question, 'experts'>): GoneCard | undefined {
  const { activityId, thread, isFixed } = experts?.card ?? {};
  if (!experts || !activityId || isFixed) return undefined;
  const { address, language } = experts;
  return { address, language, activityId, ...(thread ? { thread } : {}) };
}

/** What delivery sends in place of the card. */
export async function loadGone(store: QuestionStore, id: string): Promise<Loaded> {
  const card = await store.findGoneCard(id);
  if (!card) return { state: 'unwanted', reason: 'no card to change' };
  const { address, activityId, thread, language } = card;
  return {
    state: 'wanted',
    deliverable: {
      ...{ to: address, utterance: goneMessage(language), replaces: activityId },
      ...(thread ? { thread } : {}),
    },
    async settle({ state }) {
      // What is parked comes again; else nothing more can be done about it.
      if (state !== 'parked') await store.purge(id);
      return undefined;
    },
  };
}

function goneMessage(language: Language): Utterance {
  const text = ANSWER_TEXTS[language].experts.gone;
  return { text, card: textCard({ lines: [{ text }], actions: [] }) };
}

/** The question was erased while its card was on its way: the card is changed after all. */
export async function takeBack(
  store: QuestionStore,
  question: Question,
  sent: Extract<Settlement, { state: 'sent' }>,
): Promise<Due | undefined> {
  const { id, experts } = question;
  const card =
    experts && goneCardOf({ experts: { ...experts, card: shownAs(experts.card, 0, sent, sent.at) } });
  if (!card) return undefined;
  await store.purge(id, card);
  return messageDue(question, OCCURRENCES.gone, sent.at);
}
