/** Tells a notification to many from one to a few. */
import type { Notification, Target } from '../notification';

/** From so many recipients on, each is one of many. */
const BULK_FROM = 50;

/** Whom it means is known only when it is read. */
export const isAudience = (target: Target): boolean =>
  'topic' in target || 'everyone' in target || ('team' in target && target.audience === 'members');

/** Whether its sends let what people wait for go first. */
export const isBulk = ({ to, expansion }: Pick<Notification, 'to' | 'expansion'>): boolean =>
  Math.max(to.length, expansion.recipients) >= BULK_FROM || to.some((target) => 'everyone' in target);
