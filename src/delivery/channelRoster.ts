/** Reads who is in a conversation from the channel, page by page. */
import type { ConversationReference } from 'botframework-schema';
import type { Clock } from '../clock';
import { type RosterMember, rosterMemberOf } from '../conversations/rosterMember';
import type { ChannelAdapter } from './channelAdapter';
import type { Failure } from './deliveryKind';
import { type Outcome, outcomeOfError } from './outcome';

export interface RosterPage {
  members: RosterMember[];
  /** Absent on the last page. */
  next?: string;
}

export interface ChannelRoster {
  /** One page from where `next` of the page before points; a failure says what the channel answered instead. */
  page(reference: Partial<ConversationReference>, size: number, next?: string): Promise<RosterPage | Failure>;
}

export function createChannelRoster(
  adapter: Pick<ChannelAdapter, 'pageMembers'>,
  clock: Clock,
): ChannelRoster {
  return {
    async page(reference, size, next) {
      try {
        const { members = [], continuationToken } = await adapter.pageMembers(reference, size, next);
        return {
          members: members.flatMap((account) => rosterMemberOf(account) ?? []),
          ...(continuationToken ? { next: continuationToken } : {}),
        };
      } catch (error) {
        return failureOf(outcomeOfError(error, clock()));
      }
    },
  };
}

/** An error is never a success. */
export function failureOf(outcome: Outcome): Failure {
  return outcome.kind === 'sent' ? { kind: 'dead', reason: 'no answer' } : outcome;
}
