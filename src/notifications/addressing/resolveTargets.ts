/** The way from a target to its recipients: names by point reads, audiences page by page. */
import type { Failure } from '../../delivery/deliveryKind';
import type { ConversationStore } from '../../conversations/conversationStore';
import type { Target } from '../notification';
import type { Addressed, AddressedPage, Addressing } from './addressing';
import { type AudienceDeps, pageEveryone, pageFollowers, pageMembers } from './audiences';
import { resolveChannel, resolveConversation, resolveTeam } from './resolvePlace';
import { resolveUser } from './resolveUser';

export interface AddressingDeps extends AudienceDeps {
  conversations: AudienceDeps['conversations'] & Pick<ConversationStore, 'findUser' | 'newestServiceUrl'>;
}

export function createAddressing(deps: AddressingDeps): Addressing {
  return { page: (tenant, target, next) => page(deps, tenant, target, next) };
}

async function page(
  deps: AddressingDeps,
  tenant: string,
  target: Target,
  next: string | undefined,
): Promise<AddressedPage | Failure> {
  if ('everyone' in target) return pageEveryone(deps, tenant, next);
  if ('topic' in target) return pageFollowers(deps, tenant, target, next);
  if ('team' in target && target.audience)
    return pageMembers(deps, tenant, { team: target.team, audience: target.audience }, next);
  return { addressed: [await named(deps.conversations, tenant, target)] };
}

function named(
  store: AddressingDeps['conversations'],
  tenant: string,
  target: Exclude<Target, { everyone: true } | { topic: string }>,
): Promise<Addressed> {
  if ('user' in target) return resolveUser(store, tenant, target);
  if ('conversation' in target) return resolveConversation(store, tenant, target);
  return 'team' in target ? resolveTeam(store, tenant, target) : resolveChannel(store, tenant, target);
}
