/** What the log of inbound activities keeps about a person: the ids of what came from their own chat. */
import type { ConversationStore } from '../conversations/conversationStore';
import type { PersonalData } from '../conversations/personalData';
import { personalConversation } from '../conversations/registryData';
import type { ActivityLog } from './activityLog';

export function createActivityData(activities: ActivityLog, conversations: ConversationStore): PersonalData {
  return {
    describe: () => Promise.resolve([]), // ids alone, for two days: they say nothing about the person
    async erase({ person }) {
      const { channelId, conversation } =
        (await personalConversation(conversations, person))?.reference ?? {};
      if (channelId && conversation) await activities.eraseConversation(channelId, conversation.id);
    },
  };
}
