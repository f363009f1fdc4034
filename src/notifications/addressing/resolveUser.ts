/** Finds one user by AAD object id, e-mail address or the channel's user id: at most two reads, whatever the registry holds. */
import { mailIndexKey, personKeyByAad, userIndexKey } from '../../conversations/conversationKeys';
import type { ConversationStore } from '../../conversations/conversationStore';
import { type IndexedUser, personOfReference } from '../../conversations/registryIndexes';
import type { Addressed } from './addressing';
import { channelOf, isAddress, isOpen, TEAMS } from './home';
import { refusedTarget } from './refused';
import { targetText } from './targetText';

export type UserStore = Pick<ConversationStore, 'find' | 'findPerson' | 'findUser' | 'newestServiceUrl'>;

type UserTarget = { user: string; via?: string };

const AAD_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The user as a recipient; refused where nobody is known by the name, or nobody can be written to first. */
export async function resolveUser(store: UserStore, tenant: string, target: UserTarget): Promise<Addressed> {
  const own = channelOf(tenant);
  const channelId = target.via ?? own;
  if (channelId !== own && !isOpen(channelId))
    return refusedTarget(target, `no-first-contact: people on ${channelId} are met there first`);
  if (isOpen(channelId)) return resolveAddress(store, channelId, target);
  if (own !== TEAMS) return resolveId(store, tenant, channelId, target);
  if (AAD_ID.test(target.user)) return resolveAadId(store, tenant, target);
  return target.user.includes('@')
    ? resolveMail(store, tenant, target)
    : resolveId(store, tenant, channelId, target);
}

/** Nobody but the channel knows whether it is somebody: that is asked when the conversation is made. */
async function resolveAadId(store: UserStore, tenant: string, target: UserTarget): Promise<Addressed> {
  const key = personKeyByAad(target.user);
  const person = await store.findPerson(tenant, key);
  if (person) return addressed(target, { person: key, ...conversationPart(person.personalKey) });
  const canAsk = await store.newestServiceUrl(tenant, TEAMS);
  return canAsk ? addressed(target, { person: key }) : unknown(target);
}

async function resolveMail(store: UserStore, tenant: string, target: UserTarget): Promise<Addressed> {
  const { person: key } = (await store.findUser(tenant, mailIndexKey(target.user.trim()))) ?? {};
  const person = key && (await store.findPerson(tenant, key));
  return person
    ? addressed(target, { person: person.key, ...conversationPart(person.personalKey) })
    : unknown(target);
}

async function resolveId(
  store: UserStore,
  tenant: string,
  channelId: string,
  target: UserTarget,
): Promise<Addressed> {
  const found = await store.findUser(tenant, userIndexKey(channelId, target.user));
  if (!found) return unknown(target);
  const { person, conversation } = await completed(store, tenant, found);
  if (!person) return unknown(target);
  if (!conversation && channelId !== TEAMS)
    return refusedTarget(target, `no-own-chat: they have written on ${channelId} among others only`, person);
  return addressed(target, { person, ...conversationPart(conversation) });
}

/** What the index row alone does not tell. */
async function completed(store: UserStore, tenant: string, found: IndexedUser): Promise<IndexedUser> {
  const { person, conversation } = found;
  if (person && !conversation)
    return { person, ...conversationPart((await store.findPerson(tenant, person))?.personalKey) };
  if (person || !conversation) return found;
  // Rows of earlier releases lead to the conversation alone.
  const known = await store.find({ tenant, key: conversation });
  const owner = known && personOfReference(JSON.stringify(known.reference));
  return owner ? { person: owner, conversation } : {};
}

/** By its bare address, whoever asks: such a channel is a part of the registry by itself. */
async function resolveAddress(store: UserStore, channelId: string, target: UserTarget): Promise<Addressed> {
  const address = target.user.trim();
  if (!isAddress(channelId, address))
    return refusedTarget(target, `unknown-user: no address on ${channelId}`);
  const key = userIndexKey(channelId, address);
  const found = await store.findUser(`channel:${channelId}`, key);
  return addressed(target, { person: key, ...conversationPart(found?.conversation) });
}

const conversationPart = (conversation: string | undefined) => (conversation ? { conversation } : {});

const addressed = (target: UserTarget, { person = '', conversation }: IndexedUser): Addressed => ({
  key: person,
  target: targetText(target),
  person,
  ...conversationPart(conversation),
});

const unknown = (target: UserTarget): Addressed =>
  refusedTarget(target, 'unknown-user: nobody of this tenant is known by this name');
