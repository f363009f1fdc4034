// The bot updates or deletes one of its own messages.
import { splitConversationId } from '../../directory/place';
import type { TimelineItem } from '../../directory/directoryState';
import { activityNotFound, answer, conversationNotFound, refusal, type AnswerReply } from '../connectorReply';
import { unchanged, type Operation, type OperationRequest, type Stage } from './operation';
import { readActivity, refusalIn } from './sendActivity';

/** PUT …/activities/{id}: the new activity replaces the old one whole, for everybody. */
export const updateActivity: Operation = (stage, request) => {
  const item = findOwn(stage, request);
  if ('status' in item) return unchanged(item);
  const read = readActivity(stage, request);
  if (read.refused) return unchanged(read.refused);
  stage.directory.timeline.change(item.conversationId, item.id, (old) => ({
    ...old,
    views: undefined,
    editedAtMs: stage.now(),
    activity: { ...read.activity, id: item.id, from: item.from, timestamp: item.activity.timestamp },
  }));
  return { reply: answer(200, { id: item.id }), tookEffect: true };
};

/** DELETE …/activities/{id}: the line stays, and says that its message was deleted. */
export const deleteActivity: Operation = (stage, request) => {
  const item = findOwn(stage, request);
  if ('status' in item) return unchanged(item);
  stage.directory.timeline.change(item.conversationId, item.id, (old) => ({
    ...old,
    deletedAtMs: stage.now(),
  }));
  return { reply: answer(200), tookEffect: true };
};

function findOwn(stage: Stage, { params }: OperationRequest): TimelineItem | AnswerReply {
  const id = params['conversationId'] ?? '';
  const place = stage.directory.findPlace(id);
  if (!place && !stage.acceptsUnknown) return conversationNotFound();
  const refused = place && refusalIn(place);
  if (refused) return refused;
  const item = stage.directory.timeline.find(
    splitConversationId(id).conversationId,
    params['activityId'] ?? '',
  );
  if (!item || item.deletedAtMs !== undefined) return activityNotFound();
  if (!item.isFromBot) return refusal(403, 'Forbidden', 'A bot can change only its own messages.');
  return item;
}
