/** Who reads what is sent: the language, locale and zone of the person, or of the place where several read. */
import type { Language } from '../../conversations/chatTurn';
import { languageOf } from '../../conversations/chatTurn';
import { languageOfPerson, type Person, zoneOfPerson } from '../../conversations/conversation';
import type { ConversationStore } from '../../conversations/conversationStore';
import type { InboxName } from '../gate/inbox';

export interface NotificationReader {
  language: Language;
  locale?: string;
  /** IANA, where it is known. */
  zone?: string;
}

/** The reader whom a person's row tells of. */
export function readerOf(person: Person): NotificationReader {
  const zone = zoneOfPerson(person);
  return {
    language: languageOfPerson(person),
    ...(person.locale ? { locale: person.locale } : {}),
    ...(zone ? { zone } : {}),
  };
}

/** With one point read: of the person, or of the conversation where it is a channel or a group. */
export async function findReader(
  store: Pick<ConversationStore, 'find' | 'findPerson'>,
  { tenant, key }: InboxName,
  isPerson: boolean,
): Promise<NotificationReader> {
  if (isPerson) {
    const person = await store.findPerson(tenant, key);
    return person ? readerOf(person) : { language: 'en' };
  }
  const locale = (await store.find({ tenant, key }))?.locale;
  return { language: languageOf(locale), ...(locale ? { locale } : {}) };
}

/** The locale of a text in this language: the reader's own where it is of that language. */
export function localeOfText(language: Language, { locale }: NotificationReader): string {
  return locale !== undefined && new RegExp(`^${language}(?:[-_]|$)`, 'i').test(locale) ? locale : language;
}
