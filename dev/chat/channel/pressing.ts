// A person presses a button: the message or invoke goes to the bot, and a card that comes back is shown to that person.
import type { TimelineItem } from '../directory/directoryState';
import { threadConversationId, type Place } from '../directory/place';
import { isRecord, type WireAttachment } from '../directory/wireActivity';
import { meaningOf, type Press } from './buttons';
import { ChannelRefusal } from './channelRefusal';
import type { Messages } from './messages';
import type { Outbox, Turn } from './outbox';
import { invokeActivity } from './teamsActivity';

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** What people do with buttons. */
export interface Pressing {
  press(personId: string, conversationId: string, messageId: string, press: Press): Promise<Turn>;
  /** Sends any invoke; its response is the turn's answer. */
  invoke(
    personId: string,
    conversationId: string,
    name: string,
    value: unknown,
    replyToId?: string,
  ): Promise<Turn>;
}

/** Creates the deeds on buttons. All throw a ChannelRefusal for messages or buttons that do not exist. */
export function createPressing(outbox: Outbox, messages: Messages): Pressing {
  const { ids, directory } = outbox.connector;
  const invoke: Pressing['invoke'] = async (personId, conversationId, name, value, replyToId) =>
    outbox.send(invokeActivity(outbox.scene(personId, conversationId), ids.event(), name, value, replyToId));
  return {
    invoke,
    async press(personId, conversationId, messageId, press) {
      const { place, person } = outbox.scene(personId, conversationId);
      const item = directory.timeline.find(place.conversationId, messageId);
      if (!item || item.deletedAtMs !== undefined) {
        throw new ChannelRefusal('NO_SUCH_MESSAGE', 'The message with this button is gone.');
      }
      const meaning = meaningOf(press);
      const where = conversationOf(place, item);
      if (meaning.kind === 'message') {
        const { text, shownText, value, mentionsBot = false } = meaning;
        const typed =
          mentionsBot && place.kind !== 'personal' ? `@${directory.bot.name ?? ''} ${text}` : text;
        const extras = { replyToId: item.id, value, shownText, isHeardAnyway: true };
        return messages.say(person.id, where, typed, extras);
      }
      const turn = await invoke(person.id, where, meaning.name, meaning.value, item.id);
      showAnsweredCard(outbox, item, person.id, press.attachmentIndex ?? 0, turn);
      return turn;
    },
  };
}

function conversationOf(place: Place, item: TimelineItem): string {
  return item.threadId ? threadConversationId(place.conversationId, item.threadId) : place.conversationId;
}

/** The card in the answer to an Action.Execute takes the place of the old one, for this person alone. */
function showAnsweredCard(
  outbox: Outbox,
  item: TimelineItem,
  personId: string,
  index: number,
  turn: Turn,
): void {
  const body = turn.answer?.body;
  if (!isRecord(body) || body['statusCode'] !== 200 || body['type'] !== ADAPTIVE_CARD) return;
  outbox.connector.directory.timeline.change(item.conversationId, item.id, (now) => {
    const seen: readonly WireAttachment[] = now.views?.[personId] ?? now.activity.attachments ?? [];
    const card: WireAttachment = { contentType: ADAPTIVE_CARD, content: body['value'] };
    return {
      ...now,
      views: { ...now.views, [personId]: seen.map((old, at) => (at === index ? card : old)) },
    };
  });
}
