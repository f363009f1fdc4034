/** Ids of reminders: made from the activity that asked, so that a re-sent activity names the same reminder. */
import { createHash } from 'node:crypto';

/** Crockford's base 32: no letter that is taken for a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 20;

/** The id for what this activity asked for; `ordinal` tells several reminders of one activity apart. */
export function reminderId(activityKey: string, ordinal = 0): string {
  const bytes = createHash('sha256').update(`${activityKey}\n${ordinal}`).digest();
  return Array.from(bytes.subarray(0, LENGTH), (byte) => ALPHABET[byte % 32]).join('');
}

/** What a person typed as an id, in the form in which ids are stored: case and look-alikes (O, I, L) do not matter. */
export function normaliseId(typed: string): string {
  return typed.trim().replace(/^#/, '').toLowerCase().replace(/o/g, '0').replace(/[il]/g, '1');
}
