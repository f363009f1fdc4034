/** Whether a message is meant for the bot, and whether it is the press of a button that is answered in its card. */
import type { Activity, Mention } from 'botframework-schema';
import { commandOf } from '../conversations/cardButton';
import { conversationKindOf } from '../conversations/inboundActivity';

/** Where people talk with each other, Teams apps that may read along still speak only when they are mentioned. */
export function isAddressed(activity: Activity): boolean {
  if (activity.channelId !== 'msteams' || conversationKindOf(activity) === 'personal') return true;
  if (commandOf(activity.value) !== undefined) return true;
  const bot = activity.recipient?.id;
  return ((activity.entities ?? []) as Mention[]).some(
    (entity) => entity.type === 'mention' && entity.mentioned?.id === bot,
  );
}

/** A card's button that says nothing in the chat: its answer belongs into the card. */
export function isPressedInPlace({ text, value, replyToId }: Activity): boolean {
  const isSaidInChat = typeof value === 'object' && value !== null && 'msteams' in value;
  return !text && Boolean(replyToId) && commandOf(value) !== undefined && !isSaidInChat;
}
