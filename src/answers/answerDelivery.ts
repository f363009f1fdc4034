/** What delivery asks of questions: is this message still wanted, how does it read now, and what comes after it. */
import type { DeliveryKind, Loaded, Settlement } from '../delivery/deliveryKind';
import type { Due } from '../delivery/due';
import { type AnswerManner, inManner, isEnd } from './answerManner';
import { ANSWER_TEXTS } from './answerTexts';
import { finalMessage, lateMessage, progressMessage, stillWorkingMessage } from './askerMessages';
import { cardMessage, nudgeMessage } from './expertMessages';
import { loadGone, takeBack } from './goneCard';
import { givenUp, type LiveMessage, shownAs } from './liveMessage';
import { ANSWER_KIND, OCCURRENCES, otherDues } from './messages';
import { noted, type Question } from './question';
import { decide, type QuestionStore } from './questionStore';
import { namedOf } from './quote';

/** The lines above which an answer takes a while to write: typing is shown first. */
const LONG_TEXT = 400;

const unwanted = (reason: string): Loaded => ({ state: 'unwanted', reason });

export function createAnswerDelivery(store: QuestionStore, manner: AnswerManner): DeliveryKind {
  return {
    kind: ANSWER_KIND,
    async load(due) {
      if (due.occurrence === OCCURRENCES.gone) return loadGone(store, due.item);
      const question = await store.find(due.item);
      if (question === undefined || question === 'purged') return unwanted('no such question');
      if (question.delivered[due.occurrence]?.state === 'sent') return { state: 'sent' };
      const { occurrence } = due;
      if (occurrence.startsWith('progress-')) return loadLive(store, question, occurrence, 'progress');
      if (occurrence.startsWith('card-')) return loadLive(store, question, occurrence, 'card');
      return loadOnce(store, manner, question, occurrence);
    },
    async unpark(due) {
      const question = await store.find(due.item);
      if (question === undefined || question === 'purged') return undefined;
      if (question.delivered[due.occurrence]?.state !== 'parked' || !isEnd(due.occurrence)) return undefined;
      // It is told in full, in its own place and form: the line only says what it is about.
      return {
        line: ANSWER_TEXTS[question.language].whileAway(namedOf(question)),
        commit: (plan) => plan(due),
      };
    },
  };
}

/** A message that is said once. */
function loadOnce(
  store: QuestionStore,
  manner: AnswerManner,
  question: Question,
  occurrence: string,
): Loaded {
  const { to, thread, experts, state } = question;
  const settle = (settlement: Settlement): Promise<undefined> =>
    recordOnce(store, question.id, occurrence, settlement);
  const toAsker = (utterance: ReturnType<typeof finalMessage>): Loaded => ({
    state: 'wanted',
    deliverable: {
      to,
      ...inManner(manner, question, occurrence, utterance),
      typingFirst: utterance.text.length > LONG_TEXT || utterance.card !== undefined,
      ...(thread ? { thread } : {}),
    },
    settle,
  });
  if (occurrence === OCCURRENCES.final)
    return state === 'open' || state === 'cancelled' ? unwanted(state) : toAsker(finalMessage(question));
  if (occurrence === OCCURRENCES.late)
    return question.lateAnswer
      ? toAsker(lateMessage(question, question.lateAnswer))
      : unwanted('no late answer');
  if (state !== 'open') return unwanted(state);
  if (occurrence === OCCURRENCES.stillWorking) return toAsker(stillWorkingMessage(question));
  if (!occurrence.startsWith('nudge-')) return unwanted('unknown occurrence');
  if (!experts?.card.activityId) return unwanted('the experts have not seen the question');
  const deliverable = {
    to: experts.address,
    utterance: nudgeMessage(question, experts),
    ...(experts.card.thread ? { thread: experts.card.thread } : {}),
  };
  return { state: 'wanted', deliverable, settle };
}

async function recordOnce(
  store: QuestionStore,
  id: string,
  occurrence: string,
  { state, at }: Settlement,
): Promise<undefined> {
  await decide(store, id, (question) => {
    const delivered = { ...question.delivered, [occurrence]: { state, at } };
    return {
      becomes: noted({ ...question, delivered }, at, state === 'sent' ? 'delivered' : state, occurrence),
      result: undefined,
    };
  });
}

type Live = 'progress' | 'card';

/** A message that is kept up to date: whatever was planned, the latest is shown. */
function loadLive(store: QuestionStore, question: Question, occurrence: string, live: Live): Loaded {
  const message = liveOf(question, live);
  if (!message || occurrence !== OCCURRENCES[live](message.planned)) return unwanted('superseded');
  if (message.planned <= message.shown) return { state: 'sent' };
  if (live === 'progress' && question.state !== 'open') return unwanted(question.state);
  const { activityId, thread, version } = message;
  const place =
    live === 'card' && question.experts
      ? { to: question.experts.address, utterance: cardMessage(question, question.experts) }
      : { to: question.to, utterance: progressMessage(question) };
  const threadOfPlace = live === 'card' ? thread : question.thread;
  return {
    state: 'wanted',
    deliverable: {
      ...place,
      ...(threadOfPlace ? { thread: threadOfPlace } : {}),
      ...(activityId ? { replaces: activityId } : { beginsThread: live === 'card' }),
    },
    settle: (settlement) => recordLive(store, question, live, version, settlement),
  };
}

const liveOf = ({ progress, experts }: Question, live: Live): LiveMessage | undefined =>
  live === 'progress' ? progress : experts?.card;

/** Records what it now shows; when it has changed meanwhile, that is due next. */
async function recordLive(
  store: QuestionStore,
  shown: Question,
  live: Live,
  version: number,
  settlement: Settlement,
): Promise<Due | undefined> {
  const change = <M extends LiveMessage>(message: M): M =>
    settlement.state === 'sent' ? shownAs(message, version, settlement, settlement.at) : givenUp(message);
  const decided = await decide(store, shown.id, (question) => {
    const { progress, experts } = question;
    const changed =
      live === 'progress'
        ? { ...question, progress: change(progress) }
        : { ...question, ...(experts ? { experts: { ...experts, card: change(experts.card) } } : {}) };
    const isFirstCard = live === 'card' && !experts?.card.activityId;
    const event = settlement.state === 'sent' ? 'shown to experts' : `experts: ${settlement.state}`;
    return { becomes: isFirstCard ? noted(changed, settlement.at, event) : changed, result: undefined };
  });
  if (decided === 'purged' && live === 'card' && settlement.state === 'sent')
    return takeBack(store, shown, settlement);
  if (decided === undefined || decided === 'purged') return undefined;
  return otherDues(decided.question).find(({ occurrence }) => occurrence.startsWith(`${live}-`));
}
