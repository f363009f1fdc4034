/** The name under which a topic is kept: what people type and callers write in another case or spacing is the same topic. */

export const MAX_TOPIC_LENGTH = 60;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._/&+-]*$/u;

/** `  Build  Failures ` is `build failures`; undefined where it can be no topic's name. */
export function topicNameOf(typed: string): string | undefined {
  const name = typed.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
  return name.length <= MAX_TOPIC_LENGTH && NAME.test(name) ? name : undefined;
}
