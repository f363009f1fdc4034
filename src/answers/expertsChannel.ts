/** Where a tenant's experts are: the channel of the setting, or the conversation in which a member said "answer questions here". */
import type { Table } from '../azure/table';
import { tableKey } from '../azure/tableKey';
import type { Conversation, ConversationAddress } from '../conversations/conversation';
import { channelIndexKey } from '../conversations/conversationKeys';
import type { ConversationStore } from '../conversations/conversationStore';

/** The row that names a tenant's experts; an empty key when there are none any more. */
export interface ExpertsRow {
  conversationKey: string;
}

export interface ExpertsChannel {
  /** The conversation to put questions to; undefined when there is none that can be reached now. */
  find(tenant: string): Promise<Conversation | undefined>;
  /** From now on questions of this tenant go there. */
  choose(address: ConversationAddress): Promise<void>;
  /** No more questions go there; false when none did. */
  leave(address: ConversationAddress): Promise<boolean>;
}

const keysOf = (tenant: string) => ({ partitionKey: tableKey('experts-of', tenant), rowKey: 'channel' });

/** @param channelId - the channel that the setting names, which comes first. */
export function createExpertsChannel(
  table: Table<ExpertsRow>,
  conversations: ConversationStore,
  channelId?: string,
): ExpertsChannel {
  const chosen = async (tenant: string): Promise<ConversationAddress | undefined> => {
    const { partitionKey, rowKey } = keysOf(tenant);
    const key = (await table.get(partitionKey, rowKey))?.conversationKey;
    return key ? { tenant, key } : undefined;
  };
  return {
    async find(tenant) {
      const set = channelId && (await conversations.findByIndex(tenant, channelIndexKey(channelId)));
      const address = set || (await chosen(tenant));
      const conversation = address && (await conversations.find(address));
      return conversation?.state === 'active' ? conversation : undefined;
    },
    choose: ({ tenant, key }) => table.upsert({ ...keysOf(tenant), conversationKey: key }),
    async leave({ tenant, key }) {
      if ((await chosen(tenant))?.key !== key) return false;
      await table.upsert({ ...keysOf(tenant), conversationKey: '' });
      return true;
    },
  };
}
