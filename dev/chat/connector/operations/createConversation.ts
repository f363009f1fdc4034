// The bot opens a conversation: one-to-one with a person, or a new thread in a channel.
import type { PersonalChat, PersonRecord } from '../../directory/directoryState';
import { isRecord, type WireActivity } from '../../directory/wireActivity';
import {
  answer,
  badSyntax,
  blockedByUser,
  botNotInRoster,
  conversationNotFound,
  tooLarge,
  type AnswerReply,
} from '../connectorReply';
import { unchanged, type Operation, type OperationResult, type Stage } from './operation';
import { checkActivity, post, refusalIn } from './sendActivity';

/** POST /v3/conversations. New group chats and new channels cannot be made, as in Teams. */
export const createConversation: Operation = (stage, { body, bodyBytes }) => {
  if (!isRecord(body)) return unchanged(badSyntax('Incorrect conversation creation parameters'));
  if (bodyBytes > stage.maxMessageBytes) return unchanged(tooLarge());
  const read = body['activity'] == null ? undefined : checkActivity(body['activity']);
  if (read?.refused) return unchanged(read.refused);
  const channelId = idAt(body, 'channelData', 'channel') ?? idAt(body, 'channelData', 'team');
  const activity = read?.activity;
  return channelId === undefined
    ? openPersonal(stage, body, activity)
    : beginThread(stage, channelId, activity);
};

function openPersonal(
  stage: Stage,
  body: Record<string, unknown>,
  activity: WireActivity | undefined,
): OperationResult {
  const members = Array.isArray(body['members']) ? body['members'] : [];
  const tenantId = idAt(body, 'channelData', 'tenant') ?? body['tenantId'];
  const memberId = idOf(members[0]) ?? '';
  if (members.length !== 1 || body['isGroup'] === true)
    return unchanged(badSyntax('Incorrect conversation creation parameters'));
  if (tenantId === undefined)
    return stage.acceptsUnknown && memberId
      ? openElsewhere(stage, memberId, activity)
      : unchanged(badSyntax('Incorrect conversation creation parameters'));
  const person = stage.directory.findPerson(memberId);
  if (!person || tenantId !== stage.directory.tenantId) {
    return unchanged(badSyntax('Bot and member must be in the same tenant, and the member must exist.'));
  }
  const chat = stage.directory.personalChatOf(person.id);
  const isByAad = memberId !== person.id;
  // By AAD object id Teams finds only those for whom the app is installed.
  const refused = isByAad && !isReached(chat) ? botNotInRoster() : refusalFor(stage, person);
  if (refused) return unchanged(refused);
  if (chat.bot !== 'installed') stage.directory.setBot(chat.id, 'opened');
  const target = { conversationId: chat.id, beginsThread: false };
  return created(chat.id, activity && post(stage, target, activity));
}

const isReached = ({ bot, isBlocked }: PersonalChat): boolean =>
  isBlocked || bot === 'installed' || bot === 'opened';

/** Some other channel, where a bare address is enough (e-mail, text messages): one conversation for each. */
function openElsewhere(stage: Stage, address: string, activity: WireActivity | undefined): OperationResult {
  const conversationId = `with-${address}`;
  return created(conversationId, activity && post(stage, { conversationId, beginsThread: false }, activity));
}

/** The bot reaches a person one-to-one when it is installed for them or shares a group or a team with them. */
function refusalFor(stage: Stage, person: PersonRecord): AnswerReply | undefined {
  const chat = stage.directory.personalChatOf(person.id);
  if (chat.isBlocked) return blockedByUser();
  if (chat.bot === 'removed') return botNotInRoster();
  const shares = stage.directory
    .chats()
    .some(
      (other) =>
        other.bot === 'installed' &&
        (other.kind === 'personal' ? [other.personId] : other.memberIds).includes(person.id),
    );
  return shares ? undefined : botNotInRoster();
}

function beginThread(stage: Stage, channelId: string, activity: WireActivity | undefined): OperationResult {
  const place = stage.directory.findPlace(channelId);
  if (place?.kind !== 'channel') return unchanged(conversationNotFound());
  const refused = refusalIn(place);
  if (refused) return unchanged(refused);
  if (!activity) return unchanged(badSyntax('Incorrect conversation creation parameters'));
  const posted = post(stage, { conversationId: place.conversationId, beginsThread: true }, activity);
  return created(posted.conversationId ?? channelId, posted);
}

function created(conversationId: string, posted: OperationResult | undefined): OperationResult {
  const activityId = posted && !posted.reply.reset ? idOf(posted.reply.body) : undefined;
  return {
    reply: answer(201, { id: conversationId, ...(activityId && { activityId }) }),
    tookEffect: true,
    conversationId,
  };
}

function idAt(body: Record<string, unknown>, outer: string, inner: string): string | undefined {
  const value = body[outer];
  return isRecord(value) ? idOf(value[inner]) : undefined;
}

function idOf(value: unknown): string | undefined {
  return isRecord(value) && typeof value['id'] === 'string' ? value['id'] : undefined;
}
