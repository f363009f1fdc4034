/** The phrase that sets a reminder: it can begin with anything, so it is tried after all other commands. */
import { zoneOfPerson } from '../../conversations/conversation';
import type { ChatCommand, ChatTurn, Utterance } from '../../conversations/chatTurn';
import type { ConversationStore } from '../../conversations/conversationStore';
import { audienceOf } from '../audience';
import { createReminder, type CreateReminderDeps } from '../createReminder';
import { parsePhrase } from '../phrases/parsePhrase';
import type { PhraseContext } from '../phrases/reading';
import type { ReminderLimits } from '../reminderLimits';
import { asking, confirmation, rejection } from '../reminderReplies';
import { ownerOf } from '../reminderStore';
import { REMINDER_TEXTS } from '../reminderTexts';

export interface SetCommandDeps extends CreateReminderDeps {
  conversations: ConversationStore;
  limits: ReminderLimits;
}

export function createSetCommand(deps: SetCommandDeps): ChatCommand {
  return { name: 'reminders.set', answer: (turn) => set(deps, turn) };
}

/** What is known about the person and the moment when a phrase is read. */
export function phraseContext(
  { person, receivedAt, language }: ChatTurn,
  limits: ReminderLimits,
): PhraseContext {
  const zone = zoneOfPerson(person);
  const locale =
    person.chosenLanguage && !person.locale?.startsWith(person.chosenLanguage) ? language : person.locale;
  const { firstHour } = person;
  return {
    now: receivedAt,
    limits,
    ...(zone ? { zone } : {}),
    ...(locale ? { locale } : {}),
    ...(firstHour === undefined ? {} : { firstHour }),
  };
}

async function set(deps: SetCommandDeps, turn: ChatTurn): Promise<Utterance | undefined> {
  const audience = await audienceOf(turn, deps.conversations);
  if ('refusedBy' in audience) return { text: REMINDER_TEXTS[turn.language].refusedBy(audience.refusedBy) };
  const context = phraseContext(turn, deps.limits);
  const reading = parsePhrase(audience.text, context);
  switch (reading.kind) {
    case 'none':
      return undefined;
    case 'ask':
      return asking(reading, context);
    case 'reject':
      return rejection(reading);
    case 'once':
    case 'recurring': {
      const { maxActive } = deps.limits;
      if (await isFull(deps, turn, maxActive))
        return { text: REMINDER_TEXTS[reading.language].tooMany(maxActive) };
      return confirmation(await createReminder(deps, turn, reading, audience.target));
    }
  }
}

async function isFull({ store }: SetCommandDeps, { person }: ChatTurn, maxActive: number): Promise<boolean> {
  return (await store.countAlive(ownerOf(person), maxActive)) >= maxActive;
}
