/** Who tries to get at what an owner has, and as whom. */
import { type Owned, identity } from './owner';
import type { Identity } from './speaker';

/** `stranger`: of another tenant; `namesake`: the same with every id of the owner's; `claimant`: on a channel that passes on what a client claims to be; `colleague`: of the owner's own tenant and group chat; `owner`: the owner themselves, for whom it all must work. */
export const ROLES = ['stranger', 'namesake', 'claimant', 'colleague', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** Of another tenant, or of none. */
export const isFromOutside = (role: Role): boolean => role !== 'colleague' && role !== 'owner';

export function intruder(role: Role, number: number, { who }: Owned, serviceUrl: string): Identity {
  const stranger = identity(number, 'b', serviceUrl);
  const { tenant, userId, aadObjectId, chat, group, experts, channel } = who;
  switch (role) {
    case 'stranger':
      return stranger;
    case 'namesake':
      return { ...stranger, userId, aadObjectId, chat, group, experts, channel };
    case 'claimant':
      return { ...stranger, channelId: 'directline', tenant, userId, aadObjectId };
    case 'colleague':
      return { ...stranger, tenant, group };
    case 'owner':
      return { ...who, serviceUrl };
  }
}

/** The tenant that a call of the intruder's systems is for. */
export function tenantOfCalls(role: Role, number: number): string {
  if (role === 'claimant') return 'channel:directline';
  return identity(number, role === 'owner' ? 'a' : 'b', '').tenant;
}
