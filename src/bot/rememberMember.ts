/** Asks Teams once for the e-mail address of whoever has a chat of their own with the bot, so that systems can name them by it. */
import type { TurnContext } from 'botbuilder';
import type { Person } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { conversationKindOf } from '../conversations/inboundActivity';
import { faultFields, type Log } from '../log';
import { findMember } from './roster';

interface RememberMemberDeps {
  conversations: Pick<ConversationStore, 'rememberMembers'>;
  log: Log;
}

/** The one channel whose rosters tell e-mail addresses. */
const TEAMS = 'msteams';

/** Does nothing where it is known, or elsewhere. What fails is logged, and tried again when they next write. */
export async function rememberMember(
  { conversations, log }: RememberMemberDeps,
  context: TurnContext,
  { tenant, emails }: Person,
): Promise<void> {
  const { activity } = context;
  if (emails || activity.channelId !== TEAMS || conversationKindOf(activity) !== 'personal') return;
  const member = await findMember(log, context, activity.from.id);
  if (!member) return;
  // The registry goes by what the activity says, so that both find the same person.
  const { aadObjectId = member.aadObjectId, id } = activity.from;
  try {
    await conversations.rememberMembers(tenant, TEAMS, [
      { ...member, id, ...(aadObjectId ? { aadObjectId } : {}) },
    ]);
  } catch (error) {
    log.warn('roster.not-kept', faultFields(error));
  }
}
