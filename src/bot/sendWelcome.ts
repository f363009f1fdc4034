/** Welcomes once per install, whichever of the two updates comes first. */
import type { TurnContext } from 'botbuilder';
import { languageOf } from '../conversations/chatTurn';
import type { ConversationAddress, Person } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { conversationKindOf, localeOf, teamsData } from '../conversations/inboundActivity';
import { welcome } from '../conversations/welcome';
import { utteranceActivity } from '../delivery/utteranceActivity';
import { faultFields, type Log } from '../log';
import { findMember } from './roster';

interface WelcomeDeps {
  conversations: ConversationStore;
  log: Log;
}

/** Sends the welcome unless this install has had it. A welcome that the channel refuses is not repeated. */
export async function sendWelcome(
  deps: WelcomeDeps,
  context: TurnContext,
  address: ConversationAddress,
  person: Person,
): Promise<void> {
  if (!(await deps.conversations.claimWelcome(address))) return;
  const { activity } = context;
  const kind = conversationKindOf(activity);
  const addedBy = kind === 'personal' ? undefined : await nameOfAdder(deps.log, context, person);
  const place = teamsData(activity).team?.name ?? activity.conversation.name;
  const language = languageOf(localeOf(activity) ?? person.locale);
  const utterance = welcome({ kind, language, ...(addedBy ? { addedBy } : {}), ...(place ? { place } : {}) });
  try {
    await context.sendActivity(utteranceActivity(utterance, activity.channelId));
  } catch (error) {
    deps.log.error('welcome.unsent', { conversation: address.key, ...faultFields(error) });
  }
}

/** The name of whoever added the bot: updates often carry the id alone, so the roster is asked. */
async function nameOfAdder(log: Log, context: TurnContext, person: Person): Promise<string | undefined> {
  const { from } = context.activity;
  return from.name || person.name || (await findMember(log, context, from.id))?.name || undefined;
}
