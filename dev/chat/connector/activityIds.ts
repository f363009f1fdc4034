// Ids as Teams gives them: milliseconds, unique within one conversation only.
import { randomUUID } from 'node:crypto';

/** Gives out activity ids. */
export interface ActivityIds {
  /** For a message: the milliseconds of its sending, later ones larger, per conversation (without thread). */
  message(conversationId: string): string;
  /** For everything else that reaches the bot. */
  event(): string;
}

/** Creates ids by a clock; `latest` tells the largest message id that a conversation already has (0 for none). */
export function createActivityIds(
  now: () => number,
  latest: (conversationId: string) => number,
): ActivityIds {
  const given = new Map<string, number>();
  return {
    message(conversationId) {
      const last = given.get(conversationId) ?? latest(conversationId);
      const id = Math.max(Math.floor(now()), last + 1);
      given.set(conversationId, id);
      return String(id);
    },
    event: () => `f:${randomUUID()}`,
  };
}
