/** Somebody can be reached again: what came due while they could not is told, after the answer to what they said. */
import type { TurnContext } from 'botbuilder';
import { languageOfPerson, type ConversationAddress, type Person } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import type { ComeBack } from '../delivery/comeBack';
import { utteranceActivity } from '../delivery/utteranceActivity';
import { faultFields, type Log } from '../log';
import { BOT_TEXTS } from './botTexts';

export interface GreetDeps {
  conversations: ConversationStore;
  comeBack: ComeBack;
  log: Log;
}

/** Tells it once; what fails is told with the next message. */
export async function greetReturn(
  { conversations, comeBack, log }: GreetDeps,
  context: TurnContext,
  address: ConversationAddress,
  person: Person,
): Promise<void> {
  try {
    const back = await comeBack(address);
    if (back && back.lines.length > 0) {
      const text = [BOT_TEXTS[languageOfPerson(person)].whileAway, ...back.lines].join('\n');
      await context.sendActivity(utteranceActivity({ text }, context.activity.channelId));
    }
    const isAll = back ? (await back.commit()).isAll : true;
    if (isAll && person.isAwaited)
      await conversations.savePerson({ tenant: person.tenant, key: person.key, isAwaited: false });
  } catch (error) {
    log.warn('turn.return-untold', { conversation: address.key, ...faultFields(error) });
  }
}
