/** The phrase that sets a reminder: it can begin with anything, so it is tried after all other commands. */
import { zoneOfPerson } from '../../conversations/conversation';
import type { ChatCommand, ChatTurn, Utterance } from '../../conversations/chatTurn';
import { createReminder, type CreateReminderDeps } from '../createReminder';
import { parsePhrase } from '../phrases/parsePhrase';
import { asking, confirmation, rejection } from '../reminderReplies';

export function createSetCommand(deps: CreateReminderDeps): ChatCommand {
  return { name: 'reminders.set', answer: (turn) => set(deps, turn) };
}

async function set(deps: CreateReminderDeps, turn: ChatTurn): Promise<Utterance | undefined> {
  const zone = zoneOfPerson(turn.person);
  const { locale } = turn.person;
  const reading = parsePhrase(turn.text, {
    now: turn.receivedAt,
    ...(zone ? { zone } : {}),
    ...(locale ? { locale } : {}),
  });
  switch (reading.kind) {
    case 'none':
      return undefined;
    case 'ask':
      return asking(reading, { locale, zone });
    case 'reject':
      return rejection(reading);
    case 'once':
    case 'recurring':
      return confirmation(await createReminder(deps, turn, reading));
  }
}
