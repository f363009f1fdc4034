/** A conversation registry on the shared storage, with the two things that tests do to it. */
import type { Activity } from 'botframework-schema';
import type { Table } from '../../src/azure/table';
import type { Conversation, ConversationAddress } from '../../src/conversations/conversation';
import { conversationAddressOf } from '../../src/conversations/conversationKeys';
import { type ConversationStore, createConversationStore } from '../../src/conversations/conversationStore';
import { type ConversationRow, CONVERSATIONS_TABLE } from '../../src/conversations/conversationRow';
import { recallPerson, rememberConversation } from '../../src/conversations/rememberConversation';
import { openTestAccount } from './tables';

export interface Registry {
  table: Table<ConversationRow>;
  store: ConversationStore;
  /** Remembers what the activity tells, as a turn does. */
  remember(activity: Activity): Promise<ConversationAddress>;
  /** The conversation that the activity belongs to. */
  found(activity: Activity): Promise<Conversation | undefined>;
  /** The activity in a tenant that only the test at hand uses. */
  here(activity: Activity): Activity;
  readonly tenant: string;
  /** Another tenant for the next test. */
  moveOn(): void;
}

export function openRegistry(account = openTestAccount()): Registry {
  const table = account.table<ConversationRow>(CONVERSATIONS_TABLE);
  const store = createConversationStore(table);
  let count = 1;
  return {
    table,
    store,
    remember: async (activity) => rememberConversation(store, activity, await recallPerson(store, activity)),
    found: (activity) => store.find(conversationAddressOf(activity)),
    here: (activity) => {
      const tenant = { id: `tenant-${count}` };
      return { ...activity, channelData: { ...(activity.channelData as object), tenant } };
    },
    get tenant() {
      return `tenant-${count}`;
    },
    moveOn: () => {
      count += 1;
    },
  };
}
