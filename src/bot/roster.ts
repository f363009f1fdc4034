/** Asks the channel who somebody in the conversation is. */
import type { TurnContext } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import { faultFields, type Log } from '../log';

export interface RosterMember {
  id: string;
  name: string;
  aadObjectId?: string;
}

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
    if (!member?.id) return undefined;
    const { name = '', aadObjectId = (member as { objectId?: string }).objectId } = member;
    return { id: member.id, name, ...(aadObjectId ? { aadObjectId } : {}) };
  } catch (error) {
    log.info('roster.unknown', faultFields(error));
    return undefined;
  }
}
