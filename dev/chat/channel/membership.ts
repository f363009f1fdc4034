// The bot and people come and go: what the stage then is, and the two activities by which Teams tells the bot.
import type { BotPresence, Chat, GroupChat, Team } from '../directory/directoryState';
import { isBotIn } from '../directory/place';
import type { WireAccount, WireActivity } from '../directory/wireActivity';
import { ChannelRefusal } from './channelRefusal';
import { requirePerson, requirePlace, type Outbox, type Turn } from './outbox';
import { installationActivity, rosterActivity, type Scene } from './teamsActivity';

/** What people do with chats. `chatId` is a personal chat, a group or a team (or one of its channels). */
export interface Membership {
  /** Installs the bot; also again where it is installed already, as Teams does on an update of the app. */
  install(personId: string, chatId: string): Promise<Turn>;
  uninstall(personId: string, chatId: string): Promise<Turn>;
  addMember(personId: string, chatId: string, newMemberId: string): Promise<Turn>;
  removeMember(personId: string, chatId: string, memberId: string): Promise<Turn>;
  /** A person blocks the bot in their personal chat, or lets it speak again; the bot is not told. */
  setBlocked(personId: string, isBlocked: boolean): void;
}

/** Creates the deeds on chats. All throw a ChannelRefusal for a person or chat that does not exist. */
export function createMembership(outbox: Outbox): Membership {
  const { directory } = outbox.connector;
  return {
    async install(personId, chatId) {
      const scene = sceneOf(outbox, personId, chatId);
      directory.setBot(scene.place.chat.id, 'installed');
      return showBotChange(outbox, scene, 'add');
    },
    async uninstall(personId, chatId) {
      const scene = sceneOf(outbox, personId, chatId);
      if (!isBotIn(scene.place))
        throw new ChannelRefusal('INVALID_REQUEST', 'The bot is not installed here.');
      directory.setBot(scene.place.chat.id, 'removed' satisfies BotPresence);
      return showBotChange(outbox, scene, 'remove');
    },
    addMember: async (personId, chatId, memberId) => changeMember(outbox, personId, chatId, memberId, true),
    removeMember: async (personId, chatId, memberId) =>
      changeMember(outbox, personId, chatId, memberId, false),
    setBlocked(personId, isBlocked) {
      directory.putChat({
        ...directory.personalChatOf(requirePerson(outbox.connector, personId).id),
        isBlocked,
      });
    },
  };
}

/** Such things happen to a chat or team as a whole: for a channel, in its team's General. */
function sceneOf(outbox: Outbox, personId: string, chatId: string): Scene {
  return outbox.scene(personId, requirePlace(outbox.connector, chatId).chat.id);
}

async function showBotChange(outbox: Outbox, scene: Scene, action: 'add' | 'remove'): Promise<Turn> {
  const { ids, directory } = outbox.connector;
  const bot: WireAccount = { id: directory.bot.id };
  const roster = action === 'add' ? { membersAdded: [bot] } : { membersRemoved: [bot] };
  const outbound = [
    rosterActivity(scene, ids.event(), roster),
    installationActivity(scene, ids.event(), action),
  ];
  const verb = action === 'add' ? 'added' : 'removed';
  return show(outbox, scene, `${scene.person.name} ${verb} ${directory.bot.name}`, outbound);
}

async function changeMember(
  outbox: Outbox,
  personId: string,
  chatId: string,
  memberId: string,
  isAdded: boolean,
): Promise<Turn> {
  const scene = sceneOf(outbox, personId, chatId);
  const { chat } = scene.place;
  if (chat.kind === 'personal')
    throw new ChannelRefusal('INVALID_REQUEST', 'Nobody can join or leave a personal chat.');
  const member = requirePerson(outbox.connector, memberId);
  if (chat.memberIds.includes(member.id) === isAdded) {
    throw new ChannelRefusal('INVALID_REQUEST', `${member.name} is ${isAdded ? 'already' : 'not'} a member.`);
  }
  outbox.connector.directory.putChat(withMember(chat, member.id, isAdded));
  const account = [{ id: member.id, aadObjectId: member.aadObjectId }];
  const change = isAdded ? { membersAdded: account } : { membersRemoved: account };
  const activity = rosterActivity(scene, outbox.connector.ids.event(), change);
  const words = `${scene.person.name} ${isAdded ? 'added' : 'removed'} ${member.name}`;
  return show(outbox, scene, words, isBotIn(scene.place) ? [activity] : []);
}

function withMember(chat: GroupChat | Team, memberId: string, isAdded: boolean): Chat {
  const others = chat.memberIds.filter((id) => id !== memberId);
  return { ...chat, memberIds: isAdded ? [...others, memberId] : others };
}

async function show(
  outbox: Outbox,
  scene: Scene,
  event: string,
  outbound: readonly WireActivity[],
): Promise<Turn> {
  const { person, place, atMs } = scene;
  const from = { id: person.id, name: person.name, aadObjectId: person.aadObjectId };
  const id = outbox.connector.ids.message(place.conversationId);
  const activity = { type: 'conversationUpdate', id };
  const item = {
    id,
    conversationId: place.conversationId,
    from,
    isFromBot: false,
    sentAtMs: atMs,
    activity,
    event,
  };
  return outbox.perform({ item, outbound });
}
