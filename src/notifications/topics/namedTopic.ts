/** Finds the topic that somebody names in chat: any that there is, one word, or whatever stands in quotes. */
import type { Inbox } from '../gate/inbox';
import { topicNameOf } from './topicName';
import type { TopicStore } from './topicStore';

const QUOTED = /^["“”«'„](?<name>.+?)["“”»']$/u;

export type NamedTopic =
  /** `isKnown`: it was announced. */
  | { found: true; topic: string; isKnown: boolean }
  /** It may be something else that was said. */
  | { found: false; reason: 'unknown' | 'bad-name' };

/** Several words that no topic has are perhaps no topic: only what is quoted, or a single word, may be new. */
export async function findNamed(
  topics: Pick<TopicStore, 'find'>,
  inbox: Inbox,
  typed: string,
): Promise<NamedTopic> {
  const quoted = QUOTED.exec(typed.trim())?.groups?.['name'];
  const topic = topicNameOf(quoted ?? typed);
  if (topic === undefined) return { found: false, reason: quoted ? 'bad-name' : 'unknown' };
  const known = await topics.find(inbox.tenant, topic);
  const mayBeNew = quoted !== undefined || !topic.includes(' ') || inbox.topics[topic] !== undefined;
  if (!known && !mayBeNew) return { found: false, reason: 'unknown' };
  return { found: true, topic, isKnown: known?.isAnnounced ?? false };
}
