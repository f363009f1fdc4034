/** Tells a notification to many from one to a few. */
import type { Notification, Target } from '../notification';

/** From so many recipients on, each is one of many. */
const BULK_FROM = 50;

/** Whom it means is known only when it is read. */
export const isAudience = (target: Target): boolean =>
  'topic' in target || 'everyone' in target || ('team' in target && target.audience === 'members');

/** Whether its sends let what people wait for, and what is urgent, go first. */
export const isBulk = ({
  to,
  urgent,
  expansion,
}: Pick<Notification, 'to' | 'urgent' | 'expansion'>): boolean =>
  !urgent &&
  (Math.max(to.length, expansion.recipients) >= BULK_FROM || to.some((target) => 'everyone' in target));
