/** What a person said: the message's text without the mention of the bot, or the command of the button that was pressed. */
import type { Activity, Mention } from 'botframework-schema';
import { commandOf } from '../conversations/cardButton';
import type { MentionedPerson } from '../conversations/chatTurn';

const MAX_READ = 10_000;
/** Nobody mentions more people by hand. */
const MAX_MENTIONS = 100;

/** The text as a command reads it: mentions of the bot taken out, spaces and line ends kept inside, none around. */
export function messageTextOf(activity: Activity): string {
  const pressed = commandOf(activity.value);
  const text = activity.text || pressed || '';
  return readable(withPlainSpaces(withoutBot(text.slice(0, MAX_READ), activity))).trim();
}

/** Without what no font shows and not every store keeps: halves of characters, and control characters but line ends and tabs. */
const readable = (text: string): string => text.toWellFormed().replace(/(?![\t\n\r])\p{Cc}/gu, '');

const withPlainSpaces = (text: string): string => text.replace(/\u00a0|&nbsp;/g, ' ');

/** What a pressed button brings besides its command: the inputs of its card. */
export function inputsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const { command, msteams, ...inputs } = value as Record<string, unknown>;
  return inputs;
}

function withoutBot(text: string, activity: Activity): string {
  const bot = activity.recipient?.id;
  const mentions = ((activity.entities ?? []) as Mention[]).filter(
    (entity) => entity.type === 'mention' && entity.mentioned?.id === bot,
  );
  return mentions.reduce((rest, mention) => {
    const said: unknown = mention.text; // nobody has checked it: an empty list would be found between all letters
    return typeof said === 'string' && said ? rest.replaceAll(said, ' ') : rest;
  }, text);
}

/** The people other than the bot whom the message mentions. Entities that have not the form of a mention are left out. */
export function mentionsOf(activity: Activity): MentionedPerson[] {
  const bot = activity.recipient?.id;
  const mentions = ((activity.entities ?? []) as Mention[]).filter(({ type }) => type === 'mention');
  return mentions.slice(0, MAX_MENTIONS).flatMap(({ mentioned, text: said }) => {
    const [id, name, text, aadObjectId] = [mentioned?.id, mentioned?.name, said, mentioned?.aadObjectId].map(
      (value: unknown) => (typeof value === 'string' ? value : ''),
    ) as [string, string, string, string];
    if (!id || id === bot || !text) return [];
    return [{ id, name, text: withPlainSpaces(text), ...(aadObjectId ? { aadObjectId } : {}) }];
  });
}
