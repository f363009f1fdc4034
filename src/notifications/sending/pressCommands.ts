/** What people do with notifications: press an action, see one whole, see the rest of a digest. */
import type { ChatCommand, ChatTurn, Language, Utterance } from '../../conversations/chatTurn';
import { said, type SaidPhrase } from '../topics/phrases';
import { notificationAgain } from './notificationAgain';
import { NOTIFICATION_TEXTS } from './notificationTexts';
import { pressAction, type PressDeps } from './pressAction';
import { findPressed } from './pressedNotification';

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

const press = (deps: PressDeps, turn: ChatTurn, { language, parts }: SaidPhrase): Promise<Utterance> =>
  pressAction(deps, turn, {
    id: idOf(parts),
    recipient: turn.inputs['recipient'],
    action: parts['action'],
    language,
  });

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
