// Somebody who talks to the bot in tests: posts real Teams activities, presses buttons, and reads what arrives.
import { buttonsOf, type Press } from './channel/buttons';
import { ChannelRefusal } from './channel/channelRefusal';
import type { OutboxOptions, Turn } from './channel/outbox';
import { hear } from './channel/hearing';
import { createTeamsChannel, type TeamsChannel } from './channel/teamsChannel';
import type { PersonRecord, TimelineItem } from './directory/directoryState';
import { splitConversationId, threadConversationId } from './directory/place';

export interface PersonOptions extends OutboxOptions {
  /** User id or AAD object id; SAM, ANA and PRIYA of the seeded directory are there from the start. */
  readonly personId: string;
}

/** Where something is said; the person's own chat with the bot unless `conversation` names another one. */
export interface Where {
  /** A conversation id; with `;messageid=` one thread of a channel, without it a new thread. */
  readonly conversation?: string;
}

export interface HearOptions extends Where {
  /** In real milliseconds; 5,000 unless said. */
  readonly timeoutMs?: number;
}

/** A person and what they can do. What Teams would not let them do throws a ChannelRefusal. */
export interface Person {
  /** The person now: locale and zone can change. */
  readonly record: PersonRecord;
  /** The conversation id of the chat with the bot. */
  readonly personalChatId: string;
  /** Says something; `mention` puts `@Recado ` before it, which groups and channels need. */
  say(text: string, options?: Where & { readonly mention?: boolean }): Promise<Turn>;
  edit(messageId: string, text: string, where?: Where): Promise<Turn>;
  remove(messageId: string, where?: Where): Promise<Turn>;
  install(where?: Where): Promise<Turn>;
  uninstall(where?: Where): Promise<Turn>;
  addMember(memberId: string, where: Where): Promise<Turn>;
  removeMember(memberId: string, where: Where): Promise<Turn>;
  /** Sends again what the bot did not take, with the same activity ids. */
  retry(messageId: string, where?: Where): Promise<Turn>;
  /** Presses a button by its title, on the latest message of the bot that has one, or on `messageId`. */
  press(
    title: string,
    options?: Where & { readonly messageId?: string; readonly inputs?: Readonly<Record<string, unknown>> },
  ): Promise<Turn>;
  invoke(name: string, value: unknown, options?: Where & { readonly replyToId?: string }): Promise<Turn>;
  setProfile(profile: Partial<Pick<PersonRecord, 'locale' | 'timeZone' | 'name'>>): void;
  setBlocked(isBlocked: boolean): void;
  /** The messages of the bot that the conversation shows now, oldest first. */
  heard(where?: Where): readonly TimelineItem[];
  /**
   * The first message of the bot that matches, among those there and those to come. Rejects when the time is up, with
   * what was heard instead.
   */
  hears(match: RegExp | ((message: TimelineItem) => boolean), options?: HearOptions): Promise<TimelineItem>;
}

/** Creates a person of a connector's directory. */
export function createPerson({ personId, ...options }: PersonOptions): Person {
  const { directory } = options.connector;
  const channel = createTeamsChannel(options);
  const record = () => {
    const person = directory.findPerson(personId);
    if (!person) throw new ChannelRefusal('NO_SUCH_PERSON', `There is nobody with the id ${personId}.`);
    return person;
  };
  const id = record().id;
  const home = directory.personalChatOf(id).id;
  const at = (where: Where | undefined) => where?.conversation ?? home;
  const heard = (where?: Where) =>
    options.connector.activities(at(where)).filter(({ isFromBot }) => isFromBot);
  return {
    get record() {
      return record();
    },
    personalChatId: home,
    say: (text, where) =>
      channel.say(id, at(where), where?.mention ? `@${directory.bot.name ?? ''} ${text}` : text),
    edit: (messageId, text, where) => channel.edit(id, at(where), messageId, text),
    remove: (messageId, where) => channel.remove(id, at(where), messageId),
    install: (where) => channel.install(id, at(where)),
    uninstall: (where) => channel.uninstall(id, at(where)),
    addMember: (memberId, where) => channel.addMember(id, at(where), memberId),
    removeMember: (memberId, where) => channel.removeMember(id, at(where), memberId),
    retry: (messageId, where) => channel.retry(at(where), messageId),
    press: async (title, where) => pressByTitle(channel, id, at(where), heard(where), title, where),
    invoke: (name, value, where) => channel.invoke(id, at(where), name, value, where?.replyToId),
    setProfile: (profile) => {
      directory.putPerson({ ...record(), ...profile });
    },
    setBlocked: (isBlocked) => {
      channel.setBlocked(id, isBlocked);
    },
    heard,
    hears: (match, where) => hear(directory, () => heard(where), match, where?.timeoutMs ?? 5_000),
  };
}

async function pressByTitle(
  channel: TeamsChannel,
  personId: string,
  conversationId: string,
  heard: readonly TimelineItem[],
  title: string,
  { messageId, inputs }: { readonly messageId?: string; readonly inputs?: Press['inputs'] } = {},
): Promise<Turn> {
  const candidates = messageId === undefined ? heard : heard.filter(({ id }) => id === messageId);
  const offered = candidates.map((item) => ({ item, buttons: buttonsSeenBy(personId, item) }));
  const found = offered.findLast(({ buttons }) => buttons.some((button) => button.title === title));
  const button = found?.buttons.find((candidate) => candidate.title === title);
  if (!found || !button) {
    const titles = offered.flatMap(({ buttons }) => buttons.map((candidate) => candidate.title));
    throw new ChannelRefusal(
      'NO_SUCH_BUTTON',
      `There is no button "${title}"; there are: ${titles.join(', ')}.`,
    );
  }
  const { threadId } = found.item;
  const { conversationId: base } = splitConversationId(conversationId);
  const where = threadId ? threadConversationId(base, threadId) : base;
  return channel.press(personId, where, found.item.id, { ...button, inputs });
}

function buttonsSeenBy(personId: string, { activity, views }: TimelineItem): readonly Press[] {
  return buttonsOf({ ...activity, attachments: views?.[personId] ?? activity.attachments });
}
