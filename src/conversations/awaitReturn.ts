/** Marks people whose return is waited for, so that the turn in which they come back can tell without looking anything up. */
import type { Activity } from 'botframework-schema';
import type { ConversationAddress } from './conversation';
import { personKeyOf } from './conversationKeys';
import type { ConversationStore } from './conversationStore';

/** Something waits for this conversation: its person, where it is a personal one, is marked. */
export async function noteAway(store: ConversationStore, address: ConversationAddress): Promise<void> {
  const conversation = await store.find(address);
  if (conversation?.kind !== 'personal' || !conversation.reference.user) return;
  const { channelId = '', user } = conversation.reference;
  const key = personKeyOf({ channelId, from: user } as Partial<Activity>);
  await store.savePerson({ tenant: address.tenant, key, isAwaited: true });
}
