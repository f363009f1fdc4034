/** Table keys made of parts: what Azure forbids in a key is escaped, so that different parts never meet in one key. */
import { createHash } from 'node:crypto';

/**
 * What a key part may not hold as it is: forbidden by Table Storage, halves of characters (they stand in no URL), or with a
 * meaning of its own here (`!` and `|`).
 */
const ESCAPED = /[/\\#?%!|'\p{Cc}\p{Cs}]/gu;
/** Longer parts, and longer keys, are cut and told apart by their digest. */
const MAX_PART_LENGTH = 180;
/** Storage takes 1 KiB of UTF-16. */
const MAX_KEY_LENGTH = 512;

/** What storage takes in no key; a lone half of a character stands in no URL. */
const NO_KEY = /[/\\#?\p{Cc}\p{Cs}]/u;

/** Whether storage can be asked for a row or partition of this name. */
export const canBeKey = (key: string): boolean =>
  key !== '' && key.length <= MAX_KEY_LENGTH && !NO_KEY.test(key);

const escapeChar = (char: string): string => `!${char.charCodeAt(0).toString(16).padStart(2, '0')}`;

function keyPart(part: string): string {
  const escaped = part.replace(ESCAPED, escapeChar);
  return escaped.length <= MAX_PART_LENGTH ? escaped : cut(escaped, MAX_PART_LENGTH, `!~${digest(part)}`);
}

/** The text's beginning and a mark in its place, without half a character between them. */
function cut(text: string, length: number, mark: string): string {
  return text.slice(0, length - mark.length).replace(/\p{Cs}$/u, '') + mark;
}

/** The first 32 hex digits of the text's SHA-256. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A partition or row key of these parts, in order: `tableKey('tenant', 'user')` is `tenant|user`. */
export function tableKey(...parts: string[]): string {
  const key = parts.map(keyPart).join('|');
  return key.length <= MAX_KEY_LENGTH ? key : cut(key, MAX_KEY_LENGTH, `!=${digest(key)}`);
}
