/** Reads audiences page by page: a team's members from the channel's roster, a topic's followers, everyone from the registry. */
import type { Conversation, Person } from '../../conversations/conversation';
import { personKeyByAad, userIndexKey } from '../../conversations/conversationKeys';
import type { ConversationStore } from '../../conversations/conversationStore';
import type { RosterMember } from '../../conversations/rosterMember';
import type { ChannelRoster } from '../../delivery/channelRoster';
import type { Failure } from '../../delivery/deliveryKind';
import type { Addressed, AddressedPage, Follower, Followers } from './addressing';
import { eachAtOnce } from './eachAtOnce';
import { TEAMS } from './home';
import { refusedTarget } from './refused';
import { findTeam, threadKey, UNKNOWN_TEAM } from './resolvePlace';
import { targetText } from './targetText';

/** Teams gives no longer page of a roster. */
export const PAGE_SIZE = 500;

export interface AudienceDeps {
  conversations: Pick<
    ConversationStore,
    'find' | 'findPerson' | 'findByIndex' | 'rememberMembers' | 'pagePersonal'
  >;
  roster: ChannelRoster;
  followers: Followers;
}

/** The members of a team, each by one read; what the roster tells of them is kept, so that they are found by it later. */
export async function pageMembers(
  { conversations, roster }: AudienceDeps,
  tenant: string,
  target: { team: string; audience: 'members' },
  next?: string,
): Promise<AddressedPage | Failure> {
  const team = await findTeam(conversations, tenant, target.team);
  if (!team) return { addressed: [refusedTarget(target, UNKNOWN_TEAM)] };
  const page = await roster.page(generalOf(team, target.team), PAGE_SIZE, next);
  if ('kind' in page) return page;
  const known = await eachAtOnce(page.members, (member) =>
    conversations.findPerson(tenant, personKeyOfMember(member)),
  );
  const news = page.members.filter((member, index) => tellsMore(member, known[index]));
  await conversations.rememberMembers(tenant, TEAMS, news);
  const addressed = page.members.map((member, index) =>
    personAddressed(targetText(target), personKeyOfMember(member), known[index]?.personalKey),
  );
  return { addressed, ...(page.next ? { next: page.next } : {}) };
}

/** The reference of the team's General channel, given that of any of its channels. */
export function generalOf({ reference }: Conversation, teamId: string): Conversation['reference'] {
  const { activityId, conversation, ...rest } = reference;
  if (!conversation) return rest;
  const { name, ...general } = conversation;
  return { ...rest, conversation: { ...general, id: teamId } as typeof conversation };
}

const personKeyOfMember = ({ id, aadObjectId }: RosterMember): string =>
  aadObjectId ? personKeyByAad(aadObjectId) : userIndexKey(TEAMS, id);

function tellsMore({ id, emails }: RosterMember, person: Person | undefined): boolean {
  return person?.userId !== id || person.emails?.join(' ') !== emails.join(' ');
}

export async function pageFollowers(
  { conversations, followers }: AudienceDeps,
  tenant: string,
  target: { topic: string },
  next?: string,
): Promise<AddressedPage> {
  const page = await followers.page(tenant, target.topic, PAGE_SIZE, next);
  const text = targetText(target);
  const addressed = await eachAtOnce(page.followers, async (follower) => {
    const { person, conversation } = follower;
    if (!person) return placeAddressed(text, follower);
    const personalKey = conversation ?? (await conversations.findPerson(tenant, person))?.personalKey;
    return personAddressed(text, person, personalKey);
  });
  return { addressed: addressed.flatMap((one) => one ?? []), ...(page.next ? { next: page.next } : {}) };
}

export async function pageEveryone(
  { conversations }: AudienceDeps,
  tenant: string,
  next?: string,
): Promise<AddressedPage> {
  const page = await conversations.pagePersonal(tenant, PAGE_SIZE, next);
  const addressed = page.conversations.map(({ key, person }) => personAddressed('everyone', person, key));
  return { addressed, ...(page.next ? { next: page.next } : {}) };
}

const personAddressed = (target: string, person: string, conversation: string | undefined): Addressed => ({
  ...{ key: person, target, person },
  ...(conversation ? { conversation } : {}),
});

function placeAddressed(target: string, { conversation, thread }: Follower): Addressed | undefined {
  if (!conversation) return undefined;
  return { key: threadKey(conversation, thread), target, conversation, ...(thread ? { thread } : {}) };
}
