// People write, edit and delete messages; in groups and channels the bot hears only those that mention it.
import type { TimelineItem } from '../directory/directoryState';
import { isBotIn, memberIdsOf, type Place } from '../directory/place';
import type { WireActivity } from '../directory/wireActivity';
import { ChannelRefusal } from './channelRefusal';
import { mentionedIds, writeMentions, type MentioningText } from './mention';
import type { Outbox, Turn } from './outbox';
import { changeActivity, messageActivity, type Scene } from './teamsActivity';

/** What a message carries besides its text. */
export interface MessageExtras {
  readonly replyToId?: string;
  readonly value?: unknown;
  readonly attachments?: WireActivity['attachments'];
  /** What is shown instead of the text; an empty one shows nothing. */
  readonly shownText?: string;
  /** A pressed button is heard without a mention. */
  readonly isHeardAnyway?: boolean;
}

/** What people do with messages. A conversation id with `;messageid=` means that thread. */
export interface Messages {
  say(personId: string, conversationId: string, text: string, extras?: MessageExtras): Promise<Turn>;
  edit(personId: string, conversationId: string, messageId: string, text: string): Promise<Turn>;
  remove(personId: string, conversationId: string, messageId: string): Promise<Turn>;
}

/** Creates the deeds on messages. All throw a ChannelRefusal for what Teams would not let a person do. */
export function createMessages(outbox: Outbox): Messages {
  const { connector } = outbox;
  return {
    say: async (personId, conversationId, text, extras = {}) =>
      say(outbox, outbox.scene(personId, conversationId), text, extras),
    async edit(personId, conversationId, messageId, text) {
      if (text.trim() === '') throw new ChannelRefusal('EMPTY_MESSAGE', 'A message needs a text.');
      const { item, scene } = findOwn(outbox, personId, conversationId, messageId);
      const activity = { ...item.activity, ...write(scene, text) };
      const changed = connector.directory.timeline.change(item.conversationId, item.id, (old) => ({
        ...old,
        activity,
        shownText: undefined,
        editedAtMs: connector.now(),
      }));
      return tell(outbox, changed ?? item, changeActivity(scene, 'messageUpdate', activity));
    },
    async remove(personId, conversationId, messageId) {
      const { item, scene } = findOwn(outbox, personId, conversationId, messageId);
      const changed = connector.directory.timeline.change(item.conversationId, item.id, (old) => ({
        ...old,
        deletedAtMs: connector.now(),
      }));
      return tell(outbox, changed ?? item, changeActivity(scene, 'messageDelete', item.activity));
    },
  };
}

async function say(outbox: Outbox, asked: Scene, typed: string, extras: MessageExtras): Promise<Turn> {
  if (typed.trim() === '' && extras.value === undefined) {
    throw new ChannelRefusal('EMPTY_MESSAGE', 'A message needs a text.');
  }
  requireMember(asked);
  const id = outbox.connector.ids.message(asked.place.conversationId);
  const place: Place =
    asked.place.kind === 'channel' ? { ...asked.place, threadId: asked.place.threadId ?? id } : asked.place;
  const scene = { ...asked, place };
  const { shownText, isHeardAnyway = false, attachments, ...wire } = extras;
  const written = write(scene, typed);
  const activity = messageActivity(scene, id, { ...wire, ...written, ...(attachments && { attachments }) });
  const isHeard = isBotIn(place) && (isHeardAnyway || hears(outbox, place, activity));
  if (shownText === '') return isHeard ? outbox.send(activity) : {};
  return outbox.perform({
    item: {
      id,
      conversationId: place.conversationId,
      ...(place.kind === 'channel' && { threadId: place.threadId }),
      from: activity.from ?? scene.person,
      isFromBot: false,
      sentAtMs: scene.atMs,
      activity,
      ...(shownText !== undefined && { shownText }),
    },
    outbound: isHeard ? [activity] : [],
  });
}

/** The text as the bot gets it, with the mentions of members and bot; in a personal chat it stays as typed. */
function write({ directory, place }: Scene, typed: string): MentioningText {
  if (place.kind === 'personal') return { text: typed, entities: [] };
  const bot = isBotIn(place) ? [directory.bot] : [];
  const members = directory.membersOf(place).map(({ id, name, aadObjectId }) => ({ id, name, aadObjectId }));
  return writeMentions(typed, [...bot, ...members]);
}

function hears({ connector }: Outbox, place: Place, { entities }: WireActivity): boolean {
  return place.kind === 'personal' || mentionedIds(entities).includes(connector.directory.bot.id);
}

async function tell(outbox: Outbox, item: TimelineItem, activity: WireActivity): Promise<Turn> {
  return item.delivery?.state === 'unheard' ? { item } : outbox.resend(item, [activity]);
}

function findOwn(outbox: Outbox, personId: string, conversationId: string, messageId: string) {
  const scene = outbox.scene(personId, conversationId);
  const item = outbox.connector.directory.timeline.find(scene.place.conversationId, messageId);
  if (!item || item.deletedAtMs !== undefined) {
    throw new ChannelRefusal('NO_SUCH_MESSAGE', 'There is no such message.');
  }
  if (item.from.id !== scene.person.id || item.event !== undefined) {
    throw new ChannelRefusal('NOT_YOURS', 'Only its author can change a message.');
  }
  const place: Place =
    scene.place.kind === 'channel' ? { ...scene.place, threadId: item.threadId } : scene.place;
  return { item, scene: { ...scene, place } };
}

function requireMember({ person, place }: Scene): void {
  if (memberIdsOf(place).includes(person.id)) return;
  throw new ChannelRefusal('NOT_A_MEMBER', `${person.name} is not a member of this conversation.`);
}
