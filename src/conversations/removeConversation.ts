/** The bot was removed: its conversation is kept as `gone`, and only a new install or message brings it back. */
import type { Activity } from 'botframework-schema';
import { conversationAddressOf } from './conversationKeys';
import type { ConversationStore } from './conversationStore';

/** Marks the conversation as gone, if it is known; a later install is welcomed anew. */
export async function removeConversation(store: ConversationStore, activity: Activity): Promise<void> {
  const address = conversationAddressOf(activity);
  if (await store.find(address)) await store.save(address, { state: 'gone', isWelcomed: false });
}
