/** A notification that interrupts asks: its actions are the choices of a dialog of its own, on top of what the person is in. */
import type { CardQuestion } from '../../dialogs/cardQuestion';
import { type CardQuestions, createCardQuestions } from '../../dialogs/cardQuestions';
import { bodyFor, type NotificationView, wordsOfCard } from './notificationMessage';
import { NOTIFICATION_TEXTS } from './notificationTexts';
import { pressAction, type PressDeps } from './pressAction';

/** Names the dialog in what is stored. */
const DIALOG = 'notifications.actions';
/** What a question's buttons carry besides what was typed into the card. */
const OURS = ['dialog', 'question', 'choice'];
/** Of a message, where it is repeated and where it is named. */
const MAX_REPEATED = 1000;
const MAX_NAMED = 60;

/** What is chosen counts as if its button had been pressed, also when it comes late. */
export function createActionQuestions(deps: PressDeps): CardQuestions {
  return createCardQuestions(DIALOG, ({ question, choice }, turn) => {
    const [, id = '', recipient = ''] = /^(\S+) ([^]*)$/.exec(question) ?? [];
    const inputs = Object.entries(turn.inputs).filter(([name]) => !OURS.includes(name));
    const chosen = { id, recipient, action: choice.id, language: turn.language };
    return pressAction(deps, { ...turn, inputs: Object.fromEntries(inputs) }, chosen);
  });
}

/** What the notification asks of one recipient. */
export function actionQuestion({ notification, recipient, reader }: NotificationView): CardQuestion {
  const { language } = reader;
  const texts = NOTIFICATION_TEXTS[language];
  const { body } = bodyFor(notification.message, language);
  const words = 'card' in body ? wordsOfCard(body.card, texts) : body.text;
  return {
    id: `${notification.id} ${recipient.key}`,
    language,
    text: shortened(words, MAX_REPEATED),
    about: texts.about(shortened(words.replace(/\s+/g, ' ').trim(), MAX_NAMED)),
    choices: notification.actions.map(({ id, title }) => ({ id, title })),
  };
}

function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
