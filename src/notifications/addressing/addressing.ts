/** What addressing offers the room: from the targets that a caller names to recipients, and from a recipient to its conversation. */
import type { ConversationAddress } from '../../conversations/conversation';
import type { Failure } from '../../delivery/deliveryKind';
import type { Target } from '../notification';
import type { Recipient } from '../recipient';

/** Somebody, or some place, that a target means; `refused` says why nothing can be sent there. */
export type Addressed = Pick<
  Recipient,
  'key' | 'target' | 'conversation' | 'person' | 'thread' | 'beginsThread' | 'installation'
> & {
  /** They were never met: the app is to be installed for them first. */
  isToInstall?: true;
  /** In words for operators, beginning with a code that never changes: `unknown-user: …`. */
  refused?: string;
};

/** A part of a target's recipients, and where the next part begins. */
export interface AddressedPage {
  addressed: Addressed[];
  next?: string;
}

/** Finds whom a target means, with point reads for all that is named and pages for audiences. */
export interface Addressing {
  /**
   * The target's recipients from `next` on; one page holds a named target whole. What cannot be found is a refused
   * recipient, and no fault. A roster that the channel does not give now is a failure: the same page is to be asked for again.
   */
  page(tenant: string, target: Target, next?: string): Promise<AddressedPage | Failure>;
}

/** Where a recipient is reached; `refused`: that nothing can be sent there, with the reason (as in `Addressed`). */
export type Reached = { to: ConversationAddress } | { refused: string } | Failure;

/**
 * The conversation of a recipient. Somebody whom the bot has not spoken with yet gets a new one, which the registry then
 * knows. A failure says what kept the channel from making it now.
 */
export type ConversationOf = (
  recipient: Pick<Recipient, 'tenant' | 'target' | 'conversation' | 'person'> & { isBulk?: boolean },
) => Promise<Reached>;

/** Who follows a topic: a person, or a place (with its thread). */
export interface Follower {
  /** The person's key in the registry. */
  person?: string;
  /** The conversation's key in the registry; it may be missing where there is a person. */
  conversation?: string;
  thread?: string;
}

export interface Followers {
  /** Those who follow the topic, in an order that does not change, so many at a time. */
  page(
    tenant: string,
    topic: string,
    size: number,
    next?: string,
  ): Promise<{ followers: Follower[]; next?: string }>;
}
