/** The row keys of the Conversations table: one row a conversation, and index rows beside it for every addressing. */
import type { Activity } from 'botframework-schema';
import { tableKey } from '../azure/tableKey';
import { conversationIdOf, tenantOf } from './inboundActivity';
import type { ConversationAddress } from './conversation';

/** The row of the conversation that the activity belongs to; the thread is cut from the key alone. */
export function conversationAddressOf(activity: Partial<Activity>): ConversationAddress {
  return {
    tenant: tenantOf(activity),
    key: conversationKey(activity.channelId ?? '', conversationIdOf(activity)),
  };
}

export function conversationKey(channelId: string, conversationId: string): string {
  return tableKey('conversation', channelId, conversationId);
}

/** The partition of a tenant's rows. */
export const tenantPartition = (tenant: string): string => tableKey(tenant);

/** The row of a person: by AAD object id where the channel gives one, else by the channel's user id. */
export function personKeyOf(activity: Partial<Activity>): string {
  const { aadObjectId, id = '' } = activity.from ?? {};
  return aadObjectId ? personKeyByAad(aadObjectId) : userIndexKey(activity.channelId ?? '', id);
}

export const personKeyByAad = (aadObjectId: string): string => tableKey('aad', aadObjectId.toLowerCase());
export const userIndexKey = (channelId: string, userId: string): string =>
  tableKey('user', channelId, userId);
export const mailIndexKey = (email: string): string => tableKey('mail', email.toLowerCase());
/** Where the newest service address of a channel in a tenant is kept. */
export const serviceKey = (channelId: string): string => tableKey('service', channelId);
export const teamIndexKey = (teamId: string): string => tableKey('team', teamId);
export const channelIndexKey = (teamsChannelId: string): string => tableKey('channel', teamsChannelId);
