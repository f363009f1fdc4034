/** What people do with notifications: press an action, see one whole, see the rest of a digest. */
import type { ChatCommand, ChatTurn, Language, Utterance } from '../../conversations/chatTurn';
import type { PressCallbacks } from '../callbacks/pressCallbacks';
import type { PressedAction } from '../recipient';
import { said, type SaidPhrase } from '../topics/phrases';
import { notificationAgain } from './notificationAgain';
import { NOTIFICATION_TEXTS } from './notificationTexts';
import { findPressed, type Pressed, type PressedDeps } from './pressedNotification';
import type { SendingDeps } from './sendingDeps';
import { typedData } from './typedData';

export interface PressDeps
  extends
    Pick<PressedDeps, 'usualTenant'>,
    Pick<SendingDeps, 'notifications' | 'recipients' | 'conversations'> {
  callbacks: PressCallbacks;
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
    if (found.recipient.pressed) return notificationAgain(deps.conversations, found, { turn, language });
    const { isCancelled } = found.notification;
    const data = typedData(turn.inputs);
    if (isCancelled || data === 'too-long') {
      const note = isCancelled ? texts.withdrawn : texts.tooLong;
      return notificationAgain(deps.conversations, found, { turn, language, note });
    }
    const by = { by: turn.person.key, byId: turn.sender.id, at: turn.receivedAt };
    const answered = await record(deps, found, { action: action.id, ...by, ...(data ? { data } : {}) });
    if (answered) return notificationAgain(deps.conversations, answered, { turn, language });
  }
  throw new Error('A recipient was changed by others each time that its answer was to be recorded.');
}

/** What the caller is told of it is stored first: no answer is recorded that would not be told. */
async function record(
  { callbacks, recipients }: PressDeps,
  { notification, recipient }: Pressed,
  pressed: PressedAction,
): Promise<Pressed | undefined> {
  const answered = { ...recipient, pressed };
  await callbacks.prepare(notification, answered);
  if (!(await recipients.change(recipient, { pressed }))) return undefined;
  await callbacks.send(notification, answered);
  return { notification, recipient: answered };
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
