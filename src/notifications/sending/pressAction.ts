/** An action of a notification is chosen: the first choice counts, is recorded, and is called back. */
import type { ChatTurn, Language, Utterance } from '../../conversations/chatTurn';
import type { PressCallbacks } from '../callbacks/pressCallbacks';
import type { PressedAction } from '../recipient';
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

/** What is chosen, of which notification; `recipient` as its card has it, or nothing. */
export interface ChosenAction {
  id: string;
  recipient: unknown;
  action: string | undefined;
  language: Language;
}

/** Two presses at the same moment, but not for ever. */
const MAX_TRIES = 5;

/** The first press counts, whoever of several makes it; every later one is shown it. */
export async function pressAction(deps: PressDeps, turn: ChatTurn, chosen: ChosenAction): Promise<Utterance> {
  const { language } = chosen;
  const texts = NOTIFICATION_TEXTS[language];
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const found = await findPressed(deps, turn, chosen.id, chosen.recipient);
    const action = found?.notification.actions.find(({ id }) => id === chosen.action);
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
