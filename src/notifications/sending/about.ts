/** What a notification is about, as the gate and the buttons know it: its topics, the one that it comes by, and whether it is over. */
import type { Notification } from '../notification';
import type { Recipient } from '../recipient';
import { topicNameOf } from '../topics/topicName';

export interface About {
  /** As topics are kept; none where it has none. */
  topics: readonly string[];
  /** The topic whose followers it was sent to, where the recipient is one of them. */
  followed?: string;
}

const BY_TOPIC = /^topic:(.*)$/s;

export function aboutOf(
  { topic }: Pick<Notification, 'topic'>,
  { target }: Pick<Recipient, 'target'>,
): About {
  const followed = nameOf(BY_TOPIC.exec(target)?.[1]);
  const own = nameOf(topic);
  const topics = [...new Set([followed, own])].filter((name) => name !== undefined);
  return { topics, ...(followed === undefined ? {} : { followed }) };
}

const nameOf = (typed: string | undefined): string | undefined =>
  typed === undefined ? undefined : topicNameOf(typed);

/** Why it goes to nobody any more; undefined while it does. */
export function endOf(
  { isCancelled, expiresAt }: Pick<Notification, 'isCancelled' | 'expiresAt'>,
  now: number,
): string | undefined {
  if (isCancelled) return 'cancelled: before it went out';
  return expiresAt !== undefined && expiresAt <= now ? 'expired: its time was over' : undefined;
}
