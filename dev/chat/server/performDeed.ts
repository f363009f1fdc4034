// Carries out what the page asks for, and puts the bot's answer into words for the person.
import { ChannelRefusal } from '../channel/channelRefusal';
import type { BotAnswer } from '../channel/botEndpoint';
import type { Turn } from '../channel/outbox';
import type { TeamsChannel } from '../channel/teamsChannel';
import type { LocalConnector } from '../connector/localConnector';
import { SAM } from '../directory/seedDirectory';
import { isRecord } from '../directory/wireActivity';
import type { Deed } from './deed';
import type { DeedOutcome } from './pageProtocol';

/** What deeds work on; without `advance` the clock cannot be moved. */
export interface DeedContext {
  readonly connector: LocalConnector;
  readonly channel: TeamsChannel;
  readonly advance?: (ms: number) => Promise<void>;
}

/** Carries out a deed. What the channel refuses rejects with a ChannelRefusal. */
export async function performDeed(context: DeedContext, deed: Deed): Promise<DeedOutcome> {
  const { channel, connector } = context;
  switch (deed.kind) {
    case 'open':
      return open(context, deed.timeZone);
    case 'say':
      return outcomeOf(await channel.say(deed.personId, deed.conversationId, deed.text));
    case 'edit':
      return outcomeOf(await channel.edit(deed.personId, deed.conversationId, deed.messageId, deed.text));
    case 'remove':
      return outcomeOf(await channel.remove(deed.personId, deed.conversationId, deed.messageId));
    case 'press':
      return outcomeOf(await channel.press(deed.personId, deed.conversationId, deed.messageId, deed.press));
    case 'retry':
      return outcomeOf(await channel.retry(deed.conversationId, deed.messageId));
    case 'install':
      return outcomeOf(await channel.install(deed.personId, deed.conversationId));
    case 'uninstall':
      return outcomeOf(await channel.uninstall(deed.personId, deed.conversationId));
    case 'addMember':
      return outcomeOf(await channel.addMember(deed.personId, deed.conversationId, deed.memberId));
    case 'removeMember':
      return outcomeOf(await channel.removeMember(deed.personId, deed.conversationId, deed.memberId));
    case 'block':
      channel.setBlocked(deed.personId, deed.isBlocked);
      return { isOk: true };
    case 'read':
      connector.directory.markRead(deed.personId, deed.conversationId);
      return { isOk: true };
    case 'profile':
      return setProfile(context, deed);
    case 'advance':
      return advance(context, deed.ms);
  }
}

/** The first time that a page opens, the default person takes the browser's zone and installs the bot. */
async function open({ connector, channel }: DeedContext, timeZone: string): Promise<DeedOutcome> {
  const chat = connector.directory.personalChatOf(SAM.id);
  if (chat.bot !== 'absent') return { isOk: true };
  const person = connector.directory.findPerson(SAM.id) ?? SAM;
  connector.directory.putPerson({ ...person, timeZone });
  return outcomeOf(await channel.install(SAM.id, chat.id));
}

function setProfile(
  { connector }: DeedContext,
  { personId, locale, timeZone }: Deed & { kind: 'profile' },
): DeedOutcome {
  const person = connector.directory.findPerson(personId);
  if (!person) throw new ChannelRefusal('NO_SUCH_PERSON', `There is nobody with the id ${personId}.`);
  connector.directory.putPerson({ ...person, locale, timeZone });
  return { isOk: true };
}

async function advance({ advance }: DeedContext, ms: number): Promise<DeedOutcome> {
  if (!advance) throw new ChannelRefusal('INVALID_REQUEST', 'The clock cannot be moved here.');
  await advance(ms);
  return { isOk: true };
}

function outcomeOf({ answer, item }: Turn): DeedOutcome {
  if (!answer) return { isOk: true };
  if (!answer.isOk)
    return { isOk: false, problem: describeProblem(answer), isShown: item?.delivery?.state === 'failed' };
  return readInvokeResponse(answer.body);
}

/** "The bot did not answer (503): Storage is down." */
export function describeProblem({ status, detail }: Pick<BotAnswer, 'status' | 'detail'>): string {
  const code = status === undefined ? '' : ` (${status})`;
  return `The bot did not answer${code}${detail ? `: ${detail}` : '.'}`;
}

/** Bots answer an Action.Execute with 200 and the true outcome inside: a card, a message, or an error. */
function readInvokeResponse(body: unknown): DeedOutcome {
  if (!isRecord(body) || typeof body['statusCode'] !== 'number') return { isOk: true };
  const { statusCode, type, value } = body;
  if (type === 'application/vnd.microsoft.activity.message') return { isOk: true, notice: String(value) };
  if (statusCode < 400) return { isOk: true };
  const words = isRecord(value) && typeof value['message'] === 'string' ? value['message'] : '';
  return { isOk: false, problem: `The bot refused this (${statusCode})${words ? `: ${words}` : '.'}` };
}
