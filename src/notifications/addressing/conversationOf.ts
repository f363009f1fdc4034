/** Leads a recipient to its conversation; somebody whom the bot has not spoken with gets one, which the registry then knows. */
import type { ChannelService, ConversationAddress, Person } from '../../conversations/conversation';
import { conversationKey, personKeyByAad, userIndexKey } from '../../conversations/conversationKeys';
import type { ConversationStore } from '../../conversations/conversationStore';
import type { Failure } from '../../delivery/deliveryKind';
import type { FirstContact } from '../../delivery/firstContact';
import type { Recipient } from '../recipient';
import type { ConversationOf, Reached } from './addressing';
import { generalOf } from './audiences';
import { channelOf, homeOf, isOpen, TEAMS } from './home';
import { findTeam, UNKNOWN_TEAM } from './resolvePlace';
import { resolveUser } from './resolveUser';
import { namedTarget } from './targetText';

export interface ConversationOfDeps {
  conversations: ConversationStore;
  firstContact: FirstContact;
  /** The bot's app id, of which channels make its account where they have not told it; absent on a developer's machine. */
  appId?: string;
}

type Wanted = Pick<Recipient, 'tenant' | 'target' | 'conversation' | 'person'> & { isBulk?: boolean };

export function createConversationOf(deps: ConversationOfDeps): ConversationOf {
  return (recipient) => reach(deps, recipient);
}

async function reach(deps: ConversationOfDeps, recipient: Wanted): Promise<Reached> {
  const { tenant, target, conversation, person: key } = recipient;
  if (conversation) return { to: { tenant: homeOf(tenant, conversation), key: conversation } };
  const named = namedTarget(target);
  if (key) return reachPerson(deps, recipient, key);
  if (named && 'team' in named) return reachGeneral(deps.conversations, tenant, named.team);
  // Nobody was known by this name; somebody may be by now.
  const again = named && (await resolveUser(deps.conversations, tenant, named));
  if (!again || again.refused) return { refused: again?.refused ?? 'unknown-target: it names nobody' };
  return reach(deps, { ...recipient, ...again });
}

async function reachPerson(deps: ConversationOfDeps, recipient: Wanted, key: string): Promise<Reached> {
  const tenant = homeOf(recipient.tenant, key);
  const person = (await deps.conversations.findPerson(tenant, key)) ?? { tenant, key };
  if (person.personalKey) return { to: { tenant, key: person.personalKey } };
  const channelId = channelOf(tenant);
  if (channelId !== TEAMS && !isOpen(channelId))
    return { refused: `no-first-contact: people on ${channelId} write to the bot first` };
  const member = memberOf(person, recipient.target);
  if (!member) return { refused: 'unknown-user: no id is known by which the channel would know them' };
  const services = await servicesFor(deps, person, channelId);
  if (services.length === 0)
    return {
      refused: `channel-not-met: nobody has written on ${channelId} yet, so the way there is not known`,
    };
  return contact(deps, { person, channelId, member, services, isBulk: recipient.isBulk ?? false });
}

interface Contact {
  person: Person;
  channelId: string;
  member: { id: string; aadObjectId?: string; name?: string };
  services: Required<ChannelService>[];
  isBulk: boolean;
}

/** By the id that a roster told, else by what their key or the caller says. */
function memberOf({ key, userId, name }: Person, target: string): Contact['member'] | undefined {
  const aadObjectId = /^aad\|([0-9a-f-]+)$/.exec(key)?.[1];
  const named = namedTarget(target);
  const told = named && 'user' in named ? named.user.trim() : undefined;
  const id = userId ?? aadObjectId ?? told;
  if (!id) return undefined;
  return { id, ...(aadObjectId ? { aadObjectId } : {}), ...(name ? { name } : {}) };
}

/** Where they were last heard, then where the tenant was: people of one tenant can live in several regions. */
async function servicesFor(
  { conversations, appId }: ConversationOfDeps,
  { tenant, serviceUrl }: Person,
  channelId: string,
): Promise<Required<ChannelService>[]> {
  const newest = await conversations.newestService(tenant, channelId);
  const bot = newest?.bot ?? (appId ? { id: channelId === TEAMS ? `28:${appId}` : appId } : undefined);
  if (!newest || !bot) return [];
  const urls = new Set([...(serviceUrl ? [serviceUrl] : []), newest.serviceUrl]);
  return [...urls].map((url) => ({ serviceUrl: url, bot }));
}

async function contact(deps: ConversationOfDeps, wanted: Contact): Promise<Reached> {
  const { person, channelId, member, services, isBulk } = wanted;
  const { tenant } = person;
  const place = { tenant, channelId, isBulk, ...(channelId === TEAMS ? { tenantId: tenant } : {}) };
  let failure: Failure = { kind: 'wrongRegion' };
  for (const service of services) {
    const { id, name } = member;
    const made = await deps.firstContact({ ...place, service, member: { id, ...(name ? { name } : {}) } });
    if ('conversationId' in made)
      return { to: await remember(deps.conversations, wanted, service, made.conversationId) };
    failure = made;
    if (made.kind !== 'wrongRegion') break;
  }
  return refusalOf(failure, channelId);
}

/** What no further try changes is the recipient's end; the rest is tried again. */
function refusalOf(failure: Failure, channelId: string): Reached {
  switch (failure.kind) {
    case 'conversationBlocked':
      return { refused: `not-installed: the app is not installed for them, or blocked (${failure.reason})` };
    case 'conversationGone':
      return { refused: `not-installed: the app is not installed for them (${failure.reason})` };
    case 'dead':
      return {
        refused: `unknown-user: ${channelId} knows nobody of this tenant by this id (${failure.reason})`,
      };
    default:
      return failure;
  }
}

/** As if they had written: a conversation, the ways to it, and last the person, so that what fails before is done again. */
async function remember(
  store: ConversationStore,
  { person: { tenant, key }, channelId, member }: Contact,
  { serviceUrl, bot }: Required<ChannelService>,
  conversationId: string,
): Promise<ConversationAddress> {
  const address = { tenant, key: conversationKey(channelId, conversationId) };
  const isInTenant = channelId === TEAMS;
  const conversation = {
    ...{ id: conversationId, conversationType: 'personal', isGroup: false, name: '' },
    ...(isInTenant ? { tenantId: tenant } : {}),
  };
  const user = { name: '', ...member };
  await store.save(address, {
    ...{ kind: 'personal', state: 'active', goneSignAt: 0 },
    reference: { channelId, serviceUrl, bot: { name: '', ...bot }, user, conversation },
  });
  if (key === personKeyByAad(member.aadObjectId ?? '') && member.id !== member.aadObjectId)
    await store.index(tenant, userIndexKey(channelId, member.id), address.key, key);
  await store.savePerson({ tenant, key, personalKey: address.key });
  return address;
}

/** General has the team's own id, so any channel of the team tells how it is reached. */
async function reachGeneral(store: ConversationStore, tenant: string, teamId: string): Promise<Reached> {
  const known = await findTeam(store, tenant, teamId);
  if (!known) return { refused: UNKNOWN_TEAM };
  const address = { tenant, key: conversationKey(TEAMS, teamId) };
  if (known.key !== address.key)
    await store.save(address, {
      kind: 'channel',
      state: 'active',
      goneSignAt: 0,
      reference: generalOf(known, teamId),
    });
  return { to: address };
}
