/** In which tenant's part of the registry a name is looked up, and on which channel. */
import { isChannelAlone } from '../../conversations/registryIndexes';

export const TEAMS = 'msteams';

/** Channels without tenants where the bot may write to a bare address, each with what an address is there. */
const OPEN_CHANNELS: ReadonlyMap<string, RegExp> = new Map([
  ['email', /^[^\s@]+@[^\s@]+$/],
  ['sms', /^\+?[0-9]{5,15}$/],
  ['twilio-sms', /^\+?[0-9]{5,15}$/],
]);

/** The channel that a tenant's names are those of. */
export const channelOf = (tenant: string): string =>
  isChannelAlone(tenant) ? tenant.slice('channel:'.length) : TEAMS;

/** Whether the channel lets the bot write first to anybody. */
export const isOpen = (channelId: string): boolean => OPEN_CHANNELS.has(channelId);

/** Whether it is an address on this channel. */
export const isAddress = (channelId: string, text: string): boolean =>
  OPEN_CHANNELS.get(channelId)?.test(text) ?? false;

/** The registry's part that holds a person or conversation by this key: open channels have one of their own, whoever writes there. */
export function homeOf(tenant: string, key: string): string {
  const channelId = /^(?:user|conversation)\|([^|]+)\|/.exec(key)?.[1] ?? '';
  return isOpen(channelId) ? `channel:${channelId}` : tenant;
}
