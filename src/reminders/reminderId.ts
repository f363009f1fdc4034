/** Ids of reminders: made from the activity that asked, so that a re-sent activity names the same reminder. */
import { idFrom } from '../conversations/shortId';

export { normaliseId } from '../conversations/shortId';

/** The id for what this activity asked for; `ordinal` tells several reminders of one activity apart. */
export const reminderId = (activityKey: string, ordinal = 0): string => idFrom(`${activityKey}\n${ordinal}`);
