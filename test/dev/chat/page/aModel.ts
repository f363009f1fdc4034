/** A page's model over the seeded stage, seen by Sam, and items to put into it. */
import type { TimelineItem } from '../../../../dev/chat/directory/directoryState';
import { BOT, LAUNCH_CREW, SAM, seedDirectory } from '../../../../dev/chat/directory/seedDirectory';
import { applyEvent, applyState, createModel, type Model } from '../../../../dev/chat/page/model';

/** The machine's and the stage's time in these tests. */
export const NOW = 1_000_000;

export function aModel(): Model {
  const model = createModel();
  applyState(model, { directory: seedDirectory(), clock: { nowMs: NOW, isMovable: true }, traffic: [] }, NOW);
  model.me = SAM.id;
  return model;
}

let lastSeq = 0;

/** A message of the bot in the group, unless said otherwise; each later than the one before. */
export function anItem(change: Partial<TimelineItem> = {}): TimelineItem {
  const seq = change.seq ?? ++lastSeq;
  const activity = { type: 'message', text: 'hi' };
  const of = { conversationId: LAUNCH_CREW.id, from: BOT, isFromBot: true };
  return { id: String(seq), seq, ...of, sentAtMs: NOW, activity, ...change };
}

/** Lets an item arrive. */
export function arrive(model: Model, change: Partial<TimelineItem> = {}): TimelineItem {
  const item = anItem(change);
  applyEvent(model, { kind: 'item', item }, NOW);
  return item;
}
