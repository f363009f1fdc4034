/** A conversation can be reached again: what came due while it could not is told, after the answer to what was said. */
import type { TurnContext } from 'botbuilder';
import { noteAway } from '../conversations/awaitReturn';
import { languageOfPerson, type ConversationAddress, type Person } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { conversationKindOf } from '../conversations/inboundActivity';
import type { ComeBack } from '../delivery/comeBack';
import { utteranceActivity } from '../delivery/utteranceActivity';
import { faultFields, type Log } from '../log';
import { BOT_TEXTS } from './botTexts';

export interface GreetDeps {
  conversations: ConversationStore;
  comeBack: ComeBack;
  log: Log;
}

/**
 * After any message. A person's row, which the turn has read, says whether something waits in a chat of their own; a group's or
 * a channel's is nobody's, and is looked up once the answer is out.
 */
export async function greetAfterMessage(
  deps: GreetDeps,
  context: TurnContext,
  address: ConversationAddress,
  person: Person,
): Promise<void> {
  const isShared = conversationKindOf(context.activity) !== 'personal';
  if (isShared || person.isAwaited) await greetReturn(deps, context, address, person);
}

const isAwaitedHere = ({ isAwaited, personalKey }: Person, { key }: ConversationAddress): boolean =>
  isAwaited === true && personalKey === key;

/** Tells it once; what fails is told with the next message. */
export async function greetReturn(
  deps: GreetDeps,
  context: TurnContext,
  address: ConversationAddress,
  person: Person,
): Promise<void> {
  try {
    const back = await deps.comeBack(address);
    if (back && back.lines.length > 0) {
      if (!(await back.claim())) return; // another message of this moment tells it
      const texts = BOT_TEXTS[languageOfPerson(person)];
      const isShared = conversationKindOf(context.activity) !== 'personal';
      const text = [isShared ? texts.whileSilent : texts.whileAway, ...back.lines].join('\n');
      await context.sendActivity(utteranceActivity({ text }, context.activity.channelId));
    }
    const isAll = back ? (await back.commit()).isAll : true;
    if (isAll && isAwaitedHere(person, address)) await awaitNoMore(deps, address, person);
  } catch (error) {
    deps.log.warn('turn.return-untold', { conversation: address.key, ...faultFields(error) });
  }
}

/** What was parked in this very moment may have marked the person just before: then they are awaited still. */
async function awaitNoMore(
  { conversations, comeBack }: GreetDeps,
  address: ConversationAddress,
  { tenant, key }: Person,
): Promise<void> {
  await conversations.savePerson({ tenant, key, isAwaited: false });
  if (await comeBack(address)) await noteAway(conversations, address);
}
