/** Whom a phrase is for: the one who writes, all of a chat, or somebody whom it mentions. */
import { personKeyByAad, userIndexKey } from '../conversations/conversationKeys';
import type { ChatTurn, Language } from '../conversations/chatTurn';
import type { ConversationStore } from '../conversations/conversationStore';
import { ownTarget, type ReminderTarget } from './createReminder';
import { ownerOf } from './reminderStore';

/** The phrase as if it were for the writer, and where it goes; or why it cannot go there. */
export type Audience = { text: string; target: ReminderTarget } | { refusedBy: string };

/** Stands for the mention in the text: a character of nobody's language. */
const MARK = '\uE000';

/** `remind us to …`, in a chat of several people. */
const ALL: Record<Language, RegExp> = {
  en: /\bremind\s+(?:us(?: all)?|everyone|everybody|all of us|(?:the|this) (?:team|channel|chat|group))\b/i,
  es: /\b(?:recu[eé]rdanos|recu[eé]rdale?s?\s+(?:a todos|al? (?:equipo|canal|chat|grupo)|a este (?:canal|chat|grupo))|recuerda\s+(?:a todos|al (?:equipo|canal|chat|grupo)))(?=\s|$)/i,
};
const ME: Record<Language, string> = { en: 'remind me', es: 'recuérdame' };
/** What stands before the mention of whom it is for; the mention itself is taken out of the text. */
const SOMEBODY: Record<Language, RegExp> = {
  en: /\bremind\s+\uE000/i,
  es: /\b(?:recu[eé]rda(?:le|les)?|avisa(?:le)?|av[ií]sale)\s+a?\s*\uE000/i,
};

/** Reads whom the message is for. In a personal chat it is always for the one who writes. */
export async function audienceOf(turn: ChatTurn, conversations: ConversationStore): Promise<Audience> {
  const audience = await readAudience(turn, conversations);
  return 'text' in audience ? { ...audience, text: withNames(audience.text, turn) } : audience;
}

/** People who are only mentioned in the message stand in it by their names, as the writer saw them. */
export const withNames = (text: string, { mentions }: ChatTurn): string =>
  mentions.reduce(
    (rest, mention) => (mention.name ? rest.replaceAll(mention.text, mention.name) : rest),
    text,
  );

async function readAudience(turn: ChatTurn, conversations: ConversationStore): Promise<Audience> {
  const own = { text: turn.text, target: ownTarget(turn) };
  if (turn.kind === 'personal') return own;
  for (const language of ['en', 'es'] as const) {
    if (ALL[language].test(turn.text))
      return { text: turn.text.replace(ALL[language], ME[language]), target: forAll(turn) };
    for (const mention of turn.mentions) {
      const marked = turn.text.replace(mention.text, MARK);
      if (SOMEBODY[language].test(marked))
        return forSomebody(turn, conversations, mention.id, marked.replace(SOMEBODY[language], ME[language]));
    }
  }
  return own;
}

function forAll(turn: ChatTurn): ReminderTarget {
  const { to, kind, thread } = ownTarget(turn);
  return { to, kind, ...(thread ? { thread } : {}) };
}

/** The roster says who they are; what they said about reminders of others is kept. */
async function forSomebody(
  turn: ChatTurn,
  conversations: ConversationStore,
  id: string,
  text: string,
): Promise<Audience> {
  const mentioned = turn.mentions.find((mention) => mention.id === id);
  const member = mentioned?.aadObjectId ? mentioned : await turn.findMember(id);
  const { tenant } = turn.person;
  const key = member?.aadObjectId ? personKeyByAad(member.aadObjectId) : userIndexKey(turn.channelId, id);
  const name = mentioned?.name || member?.name || id;
  if (key === turn.person.key) return { text, target: ownTarget(turn) };
  if ((await conversations.findPerson(tenant, key))?.refusesOthers) return { refusedBy: name };
  return {
    text,
    target: {
      ...forAll(turn),
      audience: { id, name },
      askedBy: turn.sender,
      assignee: ownerOf({ tenant, key }),
    },
  };
}
