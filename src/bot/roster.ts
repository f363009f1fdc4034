/** Asks the channel who somebody in the conversation is. */
import type { TurnContext } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import { type RosterMember, rosterMemberOf } from '../conversations/rosterMember';
import { faultFields, type Log } from '../log';

/** The member as the roster of the turn's conversation names them; undefined when it does not, or does not answer. */
export async function findMember(
  log: Log,
  context: TurnContext,
  id: string,
): Promise<RosterMember | undefined> {
  const { ConnectorClientKey: key } = context.adapter as { ConnectorClientKey?: symbol };
  const client = key ? context.turnState.get<ConnectorClient>(key) : undefined;
  try {
    const member = await client?.conversations.getConversationMember(context.activity.conversation.id, id);
    return rosterMemberOf(member);
  } catch (error) {
    log.info('roster.unknown', faultFields(error));
    return undefined;
  }
}
