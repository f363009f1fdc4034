/** What a person said: the message's text without the mention of the bot, or the command of the button that was pressed. */
import type { Activity, Mention } from 'botframework-schema';
import { commandOf } from '../conversations/cardButton';
import type { MentionedPerson } from '../conversations/chatTurn';

const MAX_READ = 10_000;

/** The text as a command reads it: mentions of the bot taken out, spaces and line ends kept inside, none around. */
export function messageTextOf(activity: Activity): string {
  const pressed = commandOf(activity.value);
  const text = activity.text || pressed || '';
  return withoutBot(text.slice(0, MAX_READ), activity)
    .replace(/\u00a0|&nbsp;/g, ' ')
    .trim();
}

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

/** The people other than the bot whom the message mentions. */
export function mentionsOf(activity: Activity): MentionedPerson[] {
  const bot = activity.recipient?.id;
  return ((activity.entities ?? []) as Mention[]).flatMap(({ type, mentioned, text }) => {
    if (type !== 'mention' || !mentioned?.id || mentioned.id === bot || !text) return [];
    const { id, name = '', aadObjectId } = mentioned;
    return [{ id, name, text, ...(aadObjectId ? { aadObjectId } : {}) }];
  });
}
