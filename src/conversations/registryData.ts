/** What the registry of conversations keeps about a person, as they read it and as it goes. */
import type { ChatTurn } from './chatTurn';
import { mailIndexKey, userIndexKey } from './conversationKeys';
import type { Conversation, Person } from './conversation';
import type { ConversationStore } from './conversationStore';
import type { PersonalData } from './personalData';
import { REGISTRY_TEXTS } from './registryTexts';

export function createRegistryData(store: ConversationStore): PersonalData {
  return {
    async describe({ person: { tenant, key } }, language) {
      const texts = REGISTRY_TEXTS[language];
      const person = await store.findPerson(tenant, key);
      if (!person) return [];
      const personal = await personalConversation(store, person);
      return [
        texts.person,
        ...fieldsOf(person).map(([field, value]) => texts.field(field, value)),
        ...(personal ? [texts.conversation(personal.state, personal.reference.channelId ?? '')] : []),
      ];
    },
    async erase(turn) {
      const { tenant, key, personalKey, emails = [], userId } = turn.person;
      await store.forgetSpeaker(tenant, turn.sender.id);
      // The person last: while their row is there, an erasing that failed can be asked for again.
      const others = [
        ...[turn.sender.id, ...(userId ? [userId] : [])].map((id) => userIndexKey(turn.channelId, id)),
        ...emails.map(mailIndexKey),
        ...(personalKey ? [personalKey] : []),
      ];
      await store.erase(tenant, others);
      await store.erase(tenant, [key]);
    },
  };
}

/** Their own conversation with the bot, as it is stored. */
export async function personalConversation(
  store: ConversationStore,
  { tenant, personalKey }: Person,
): Promise<Conversation | undefined> {
  return personalKey ? store.find({ tenant, key: personalKey }) : undefined;
}

type Field = keyof (typeof REGISTRY_TEXTS)['en']['fields'];

function fieldsOf(person: Person): [Field, string][] {
  const fields = ['name', 'locale', 'chosenLanguage', 'chosenZone', 'channelZone', 'firstHour'] as const;
  const told = fields.flatMap((field): [Field, string][] =>
    person[field] === undefined ? [] : [[field, String(person[field])]],
  );
  if (person.emails?.length) told.push(['emails', person.emails.join(', ')]);
  if (person.refusesOthers) told.push(['refusesOthers', '✓']);
  return told;
}

/** Whether the turn is in the person's own chat with the bot. */
export const isPersonal = ({ kind }: ChatTurn): boolean => kind === 'personal';
