/** Short ids that people read and type: made from what asked for the thing, so that a repeat names the same thing. */
import { createHash } from 'node:crypto';

/** Crockford's base 32: no letter that is taken for a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 20;
/** How much of an id people see and type. */
const SHOWN_LENGTH = 5;

/** The id, 20 letters and digits, that this text leads to. */
export function idFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest();
  return Array.from(bytes.subarray(0, LENGTH), (byte) => ALPHABET[byte % 32]).join('');
}

/** What people see of an id. */
export const shownId = (id: string): string => id.slice(0, SHOWN_LENGTH).toUpperCase();

/** What a person typed as an id, in the form in which ids are stored: case and look-alikes (O, I, L) do not matter. */
export function normaliseId(typed: string): string {
  return typed.trim().replace(/^#/, '').toLowerCase().replace(/o/g, '0').replace(/[il]/g, '1');
}
