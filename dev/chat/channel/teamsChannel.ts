// Everything that people can do on the local stage, told to the bot as Teams would tell it.
import { createMembership, type Membership } from './membership';
import { createMessages, type Messages } from './messages';
import { Outbox, requirePlace, type OutboxOptions, type Turn } from './outbox';
import { createPressing, type Pressing } from './pressing';
import { ChannelRefusal } from './channelRefusal';

/** The deeds of people. Each resolves when the bot has answered, or has failed to. */
export interface TeamsChannel extends Messages, Membership, Pressing {
  /** Posts again what the bot did not take, unchanged and with the same activity ids. */
  retry(conversationId: string, itemId: string): Promise<Turn>;
}

/** Creates the channel between the stage's people and the bot. */
export function createTeamsChannel(options: OutboxOptions): TeamsChannel {
  const outbox = new Outbox(options);
  const messages = createMessages(outbox);
  return {
    ...messages,
    ...createMembership(outbox),
    ...createPressing(outbox, messages),
    async retry(conversationId, itemId) {
      const place = requirePlace(options.connector, conversationId);
      const item = options.connector.directory.timeline.find(place.conversationId, itemId);
      if (item?.delivery?.state !== 'failed' || !item.outbound) {
        throw new ChannelRefusal('NO_SUCH_MESSAGE', 'There is nothing to send again.');
      }
      return outbox.resend(item, item.outbound);
    },
  };
}
