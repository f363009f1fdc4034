/** Opens a conversation with somebody whom the bot has not spoken with yet, within the channel's limits. */
import type { Clock } from '../clock';
import type { ChannelService } from '../conversations/conversation';
import type { ChannelAdapter } from './channelAdapter';
import { failureOf } from './channelRoster';
import type { Failure } from './deliveryKind';
import type { Limiter } from './limits/limiter';
import { outcomeOfError } from './outcome';

export interface NewContact {
  /** Whose limits hold. */
  tenant: string;
  /** The tenant as the channel knows it; absent on channels without tenants. */
  tenantId?: string;
  channelId: string;
  service: Required<ChannelService>;
  /** The channel's user id or, in Teams, the AAD object id. */
  member: { id: string; name?: string };
  isBulk: boolean;
}

/** The conversation's id; or what kept the channel from opening it. Somebody who has one already gets the same. */
export type FirstContact = (contact: NewContact) => Promise<{ conversationId: string } | Failure>;

export function createFirstContact(
  adapter: Pick<ChannelAdapter, 'createAt'>,
  limiter: Pick<Limiter, 'admitNew'>,
  clock: Clock,
): FirstContact {
  return async ({ tenant, tenantId, channelId, service, member, isBulk }) => {
    const admission = await limiter.admitNew(tenant, isBulk);
    if (!admission.isAdmitted) return { kind: 'deferred', until: admission.until };
    const parameters = {
      ...{ isGroup: false, bot: service.bot, members: [member] },
      ...(tenantId ? { tenantId, channelData: { tenant: { id: tenantId } } } : {}),
    };
    try {
      return await adapter.createAt(channelId, service.serviceUrl, parameters);
    } catch (error) {
      return failureOf(outcomeOfError(error, clock()));
    }
  };
}
