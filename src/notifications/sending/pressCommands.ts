/** What people do with notifications: press an action, see one whole, see the rest of a digest. */
import type { ChatCommand, ChatTurn, Language, Utterance } from '../../conversations/chatTurn';
import type { Recipient } from '../recipient';
import type { Notification } from '../notification';
import { said, type SaidPhrase } from '../topics/phrases';
import { notificationAgain } from './notificationAgain';
import { NOTIFICATION_TEXTS } from './notificationTexts';
import { findPressed, type PressedDeps } from './pressedNotification';
import type { SendingDeps } from './sendingDeps';

/** Told of an answer that was recorded, again when somebody presses again; repeatable. */
export type OnPressed = (notification: Notification, recipient: Recipient) => Promise<void>;

export interface PressDeps
  extends PressedDeps, Pick<SendingDeps, 'notifications' | 'recipients' | 'conversations'> {
  onPressed?: OnPressed;
}

/** Two presses at the same moment, but not for ever. */
const MAX_TRIES = 5;

export function createPressCommands(deps: PressDeps): ChatCommand[] {
  return [
    {
      name: 'notifications.press',
      async answer(turn) {
        const pressing = said('press', turn);
        return pressing && press(deps, turn, pressing);
      },
    },
    {
      name: 'notifications.show',
      async answer(turn) {
        const showing = said('show', turn);
        return showing && show(deps, turn, showing);
      },
    },
  ];
}

async function show(deps: PressDeps, turn: ChatTurn, { language, parts }: SaidPhrase): Promise<Utterance> {
  const pressed = await findPressed(deps, turn, idOf(parts), turn.inputs['recipient']);
  if (!pressed) return { text: NOTIFICATION_TEXTS[language].notYours };
  return notificationAgain(deps.conversations, pressed, { turn, language });
}

const idOf = ({ id = '' }: SaidPhrase['parts']): string => id.toLowerCase();

/** The first press counts, whoever of several makes it; every later one is shown it. */
async function press(deps: PressDeps, turn: ChatTurn, { language, parts }: SaidPhrase): Promise<Utterance> {
  const texts = NOTIFICATION_TEXTS[language];
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const found = await findPressed(deps, turn, idOf(parts), turn.inputs['recipient']);
    const action = found?.notification.actions.find(({ id }) => id === parts['action']);
    if (!found || !action) return { text: texts.notYours };
    const { notification, recipient } = found;
    if (notification.isCancelled && !recipient.pressed)
      return notificationAgain(deps.conversations, found, { turn, language, note: texts.withdrawn });
    const pressed = recipient.pressed ?? { action: action.id, by: turn.person.key, at: turn.receivedAt };
    if (!recipient.pressed && !(await deps.recipients.change(recipient, { pressed }))) continue;
    const answered = { ...recipient, pressed };
    await deps.onPressed?.(notification, answered);
    return notificationAgain(deps.conversations, { notification, recipient: answered }, { turn, language });
  }
  throw new Error('A recipient was changed by others each time that its answer was to be recorded.');
}

/** For choices made on a notification's card: the card with a note. */
export function createNotificationAgain(deps: PressDeps) {
  return async (
    turn: ChatTurn,
    language: Language,
    note: string,
    isStopped: boolean,
  ): Promise<Utterance | undefined> => {
    const { notification, recipient } = turn.inputs;
    if (typeof notification !== 'string') return undefined;
    const pressed = await findPressed(deps, turn, notification, recipient);
    return pressed && notificationAgain(deps.conversations, pressed, { turn, language, note, isStopped });
  };
}
