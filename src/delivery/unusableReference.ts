/** Whether a stored reference can be spoken to at all: storage vouches for nothing, and the SDK fails on half of one. */
import type { ConversationReference } from 'botframework-schema';

/** What is wrong with it, in words for operators; undefined when it can be used. */
export function unusableReference(reference: Partial<ConversationReference>): string | undefined {
  const { serviceUrl, conversation } = reference as { serviceUrl?: unknown; conversation?: { id?: unknown } };
  if (typeof serviceUrl !== 'string' || !/^https?:$/.test(protocolOf(serviceUrl)))
    return 'the reference has no service address';
  const id = typeof conversation === 'object' ? (conversation as { id?: unknown } | null)?.id : undefined;
  return typeof id === 'string' && id !== '' ? undefined : 'the reference names no conversation';
}

const protocolOf = (address: string): string => (URL.canParse(address) ? new URL(address).protocol : '');
