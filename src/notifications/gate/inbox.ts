/** What somebody chose about notifications, and what came to them lately: the gate's one row for a person, channel or group. */
import { homeOf } from '../addressing/home';
import type { Recipient } from '../recipient';

/** Names an inbox: by the person's key in the registry, or by the key of a channel's or a group's conversation. */
export interface InboxName {
  tenant: string;
  key: string;
}

/** Minutes after midnight; `from` may be after `to`: over midnight. */
export interface QuietHours {
  from: number;
  to: number;
  /** IANA; a person's own zone of the moment goes before it. */
  zone: string;
}

export interface TopicChoice {
  /** Absent: neither followed nor unfollowed. */
  follows?: boolean;
  /** Epoch ms. */
  mutedUntil?: number;
}

/** What people chose. */
export interface Choices {
  topics: Readonly<Record<string, TopicChoice>>;
  /** They want no notification at all; epoch ms. */
  stoppedAt?: number;
  mutedUntil?: number;
  quiet?: QuietHours;
}

/** A digest that was sent, until all that it told of is marked so. */
export interface ToldDigest {
  occurrence: string;
  activityId: string;
  at: number;
  /** Rows of what is told whole. */
  shown: readonly string[];
  /** Rows of what is only counted in it. */
  counted: readonly string[];
}

export interface Inbox extends InboxName, Choices {
  /** What was let through in the last hour and counts, by notification; epoch ms. */
  sends: readonly { id: string; at: number }[];
  /** The `dedupeKey`s (as digests) of the last while. */
  seen: readonly { key: string; id: string; at: number }[];
  /** When the digest comes for which all that is not urgent waits; epoch ms. */
  digestAt?: number;
  told?: ToldDigest;
  /** The digest that is on its way: until it ends, or this time (epoch ms), no other tells of what is held. */
  telling?: { occurrence: string; until: number };
  /** Absent while there is no row. */
  etag?: string;
}

/** Nobody follows or mutes more. */
export const MAX_TOPICS = 100;

/** Whose choices hold for a recipient: the person's in their own chat, else those of the channel or group. */
export function inboxOf({
  tenant,
  person,
  conversation,
  key,
}: Pick<Recipient, 'tenant' | 'person' | 'conversation' | 'key'>): InboxName {
  const own = person ?? conversation ?? key;
  return { tenant: homeOf(tenant, own), key: own };
}

/** An inbox of whom nothing is kept yet. */
export const emptyInbox = ({ tenant, key }: InboxName): Inbox => ({
  ...{ tenant, key },
  ...{ topics: {}, sends: [], seen: [] },
});

/** The choice about one topic changed; what says nothing any more goes. Undefined where there are too many. */
export function withTopic<T extends Choices>(inbox: T, topic: string, choice: TopicChoice): T | undefined {
  const { [topic]: before, ...others } = inbox.topics;
  const kept = Object.fromEntries(
    Object.entries({ ...before, ...choice }).filter(([, value]) => value !== undefined),
  ) as TopicChoice;
  if (Object.keys(kept).length === 0) return { ...inbox, topics: others };
  if (before === undefined && Object.keys(others).length >= MAX_TOPICS) return undefined;
  return { ...inbox, topics: { ...others, [topic]: kept } };
}
