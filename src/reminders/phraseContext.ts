/** What is known about the person and the moment when a phrase is read. */
import type { ChatTurn } from '../conversations/chatTurn';
import { zoneOfPerson } from '../conversations/conversation';
import type { PhraseContext } from './phrases/reading';
import type { ReminderLimits } from './reminderLimits';

/** @param zone - the person's zone where it was told only now. */
export function phraseContext(
  { person, receivedAt, language }: ChatTurn,
  limits: ReminderLimits,
  zone: string | undefined = zoneOfPerson(person),
): PhraseContext {
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
