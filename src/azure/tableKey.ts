/** Table keys made of parts: what Azure forbids in a key is escaped, so that different parts never meet in one key. */
import { createHash } from 'node:crypto';

/** What a key part may not hold as it is: forbidden by Table Storage, or with a meaning of its own here (`!` and `|`). */
const ESCAPED = /[/\\#?%!|'\p{Cc}]/gu;
/** A key may be 1 KiB of UTF-16; longer parts are cut and told apart by their digest. */
const MAX_PART_LENGTH = 180;

const escapeChar = (char: string): string => `!${char.charCodeAt(0).toString(16).padStart(2, '0')}`;

function keyPart(part: string): string {
  const escaped = part.replace(ESCAPED, escapeChar);
  if (escaped.length <= MAX_PART_LENGTH) return escaped;
  return `${escaped.slice(0, MAX_PART_LENGTH - 34)}!~${digest(part)}`;
}

/** The first 32 hex digits of the text's SHA-256. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A partition or row key of these parts, in order: `tableKey('tenant', 'user')` is `tenant|user`. */
export function tableKey(...parts: string[]): string {
  return parts.map(keyPart).join('|');
}
