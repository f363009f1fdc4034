// The bot says something: in a conversation, as a reply, or as the first message of a channel's new thread.
import {
  fullConversationId,
  isBotIn,
  splitConversationId,
  threadConversationId,
  type Place,
} from '../../directory/place';
import { isRecord, type WireActivity } from '../../directory/wireActivity';
import {
  answer,
  badArgument,
  badSyntax,
  blockedByUser,
  botNotInRoster,
  conversationNotFound,
  tooLarge,
  type AnswerReply,
} from '../connectorReply';
import {
  unchanged,
  type Operation,
  type OperationRequest,
  type OperationResult,
  type Stage,
} from './operation';

/** Where a message goes. */
interface Target {
  readonly conversationId: string;
  readonly threadId?: string;
  /** A channel's message without thread begins one. */
  readonly beginsThread: boolean;
}

/** POST …/activities and POST …/activities/{id}. */
export const sendActivity: Operation = (stage, request) => {
  const conversationId = request.params['conversationId'] ?? '';
  const target = findTarget(stage, conversationId, request.params['activityId']);
  if ('status' in target) return unchanged(target);
  const read = readActivity(stage, request);
  return read.refused ? unchanged(read.refused) : post(stage, target, read.activity);
};

/** Puts the activity on the stage; the channel has agreed to it before. */
export function post(stage: Stage, target: Target, activity: WireActivity): OperationResult {
  const id = stage.ids.message(target.conversationId);
  const threadId = target.beginsThread && activity.type === 'message' ? id : target.threadId;
  if (activity.type === 'typing') stage.showTyping(target.conversationId, threadId);
  if (activity.type === 'message') {
    const sentAtMs = stage.now();
    const from = { ...stage.directory.bot, ...activity.from };
    stage.directory.timeline.append({
      id,
      conversationId: target.conversationId,
      ...(threadId && { threadId }),
      from,
      isFromBot: true,
      sentAtMs,
      activity: { ...activity, id, from, timestamp: new Date(sentAtMs).toISOString() },
    });
  }
  const conversationId = threadId
    ? threadConversationId(target.conversationId, threadId)
    : target.conversationId;
  return { reply: answer(201, { id }), tookEffect: true, conversationId };
}

/** An activity that the channel takes, or why it refuses it. */
export type ReadActivity =
  { readonly activity: WireActivity; readonly refused?: undefined } | { readonly refused: AnswerReply };

/** The activity in the body. */
export function readActivity(stage: Stage, { body, bodyBytes }: OperationRequest): ReadActivity {
  return bodyBytes > stage.maxMessageBytes ? { refused: tooLarge() } : checkActivity(body);
}

/** Checks what Teams checks of an activity. */
export function checkActivity(activity: unknown): ReadActivity {
  if (!isRecord(activity) || typeof activity['type'] !== 'string') {
    return { refused: badArgument('Activity.Type field is required.') };
  }
  const attachments = activity['attachments'];
  const isEmpty = !activity['text'] && !(Array.isArray(attachments) && attachments.length > 0);
  if (activity['type'] === 'message' && isEmpty) {
    return { refused: badSyntax("Activity must include non empty 'text' field or at least 1 attachment") };
  }
  return { activity: activity as unknown as WireActivity };
}

/** Why the bot may not post in this place; undefined when it may. */
export function refusalIn(place: Place): AnswerReply | undefined {
  if (place.kind === 'personal' && place.chat.isBlocked) return blockedByUser();
  return isBotIn(place) ? undefined : botNotInRoster();
}

function findTarget(stage: Stage, id: string, replyToId: string | undefined): Target | AnswerReply {
  const place = stage.directory.findPlace(id);
  if (!place)
    return stage.acceptsUnknown
      ? { ...splitConversationId(id), beginsThread: false }
      : conversationNotFound();
  const refused = refusalIn(place);
  if (refused) return refused;
  const { conversationId } = place;
  if (place.kind !== 'channel') return { conversationId, beginsThread: false };
  if (place.threadId && !hasThread(stage, place)) return conversationNotFound();
  const repliedTo =
    replyToId === undefined ? undefined : stage.directory.timeline.find(conversationId, replyToId);
  const threadId = place.threadId ?? repliedTo?.threadId;
  return { conversationId, ...(threadId && { threadId }), beginsThread: !threadId };
}

function hasThread(stage: Stage, place: Place & { readonly kind: 'channel' }): boolean {
  const { conversationId, threadId = '' } = place;
  const { timeline } = stage.directory;
  return (
    timeline.find(conversationId, threadId) !== undefined ||
    timeline.list(conversationId).some((item) => item.threadId === threadId) ||
    (stage.acceptsUnknown && fullConversationId(place) !== conversationId)
  );
}
