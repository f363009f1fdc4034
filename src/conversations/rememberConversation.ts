/** Keeps the registry true to each activity: where the bot can speak, and what the channel tells of the person. */
import { TurnContext, type Activity } from 'botbuilder';
import type { ChannelService, ConversationAddress, Person } from './conversation';
import {
  channelIndexKey,
  conversationAddressOf,
  personKeyOf,
  teamIndexKey,
  userIndexKey,
} from './conversationKeys';
import type { ConversationStore } from './conversationStore';
import {
  conversationIdOf,
  conversationKindOf,
  localeOf,
  teamsData,
  tenantOf,
  zoneOf,
} from './inboundActivity';

/** The person who wrote the activity as the registry knows them; unknown people are new. */
export async function recallPerson(store: ConversationStore, activity: Activity): Promise<Person> {
  const tenant = tenantOf(activity);
  const key = personKeyOf(activity);
  return (await store.findPerson(tenant, key)) ?? { tenant, key };
}

/** The person with what this activity tells of them. */
export function toldOf(person: Person, activity: Activity): Person {
  const isPersonal = conversationKindOf(activity) === 'personal';
  const name = activity.from.name || person.name;
  const locale = localeOf(activity) ?? person.locale;
  const channelZone = zoneOf(activity) ?? person.channelZone;
  const { serviceUrl } = activity;
  const personalKey = isPersonal ? conversationAddressOf(activity).key : person.personalKey;
  return {
    ...person,
    ...(name ? { name } : {}),
    ...(locale ? { locale } : {}),
    ...(channelZone ? { channelZone } : {}),
    ...(personalKey ? { personalKey } : {}),
    ...(serviceUrl ? { serviceUrl } : {}),
  };
}

/** Stores the conversation's reference as it came, makes it active, and refreshes what is known of the person. */
export async function rememberConversation(
  store: ConversationStore,
  activity: Activity,
  known: Person,
): Promise<ConversationAddress> {
  const address = conversationAddressOf(activity);
  const kind = conversationKindOf(activity);
  const locale = localeOf(activity);
  await Promise.all([
    store.save(address, {
      kind,
      state: 'active',
      goneSignAt: 0,
      reference: TurnContext.getConversationReference(activity),
      ...(locale ? { locale } : {}),
    }),
    rememberPerson(store, activity, known),
    store.noteTenant(address.tenant),
    noteService(store, activity, known),
    kind === 'channel' ? indexChannel(store, activity, address) : undefined,
  ]);
  return address;
}

/** Where the channel is spoken to for this tenant now, by whoever wrote last. */
async function noteService(store: ConversationStore, activity: Activity, known: Person): Promise<void> {
  const { serviceUrl, channelId } = activity;
  if (!serviceUrl) return;
  const service = { serviceUrl, ...botOf(activity) };
  if (serviceUrl === known.serviceUrl) await store.noteService(tenantOf(activity), channelId, service);
  else await store.saveService(tenantOf(activity), channelId, service);
}

async function rememberPerson(store: ConversationStore, activity: Activity, known: Person): Promise<void> {
  const told = toldOf(known, activity);
  if (sameAs(told, known)) return;
  const { chosenZone, isAwaited, emails, userId, ...changed } = told;
  const isMadeByAad = Boolean(activity.from.aadObjectId);
  // The person last: while something of them is new, the next activity tries the index again.
  if (isMadeByAad && told.personalKey)
    await store.index(
      told.tenant,
      userIndexKey(activity.channelId, activity.from.id),
      told.personalKey,
      told.key,
    );
  await store.savePerson(changed);
}

function botOf({ recipient }: Activity): Pick<ChannelService, 'bot'> {
  const { id, name } = (recipient as Partial<Activity['recipient']> | undefined) ?? {};
  return id ? { bot: { id, ...(name ? { name } : {}) } } : {};
}

/** A channel's id leads to its conversation; a team's id to its General channel or, before that was seen, to any channel of it. */
async function indexChannel(
  store: ConversationStore,
  activity: Activity,
  { tenant, key }: ConversationAddress,
): Promise<void> {
  // The update that tells of a new channel comes in General and names the other in its data: the conversation says which it is.
  const channelId = conversationIdOf(activity);
  const { team } = teamsData(activity);
  await Promise.all([
    indexOnce(store, tenant, channelIndexKey(channelId), key, true),
    team.id ? indexOnce(store, tenant, teamIndexKey(team.id), key, channelId === team.id) : undefined,
  ]);
}

async function indexOnce(
  store: ConversationStore,
  tenant: string,
  indexKey: string,
  key: string,
  isBest: boolean,
): Promise<void> {
  const known = await store.findByIndex(tenant, indexKey);
  if (!known || (isBest && known.key !== key)) await store.index(tenant, indexKey, key);
}

function sameAs(a: Person, b: Person): boolean {
  const fields = ['name', 'locale', 'channelZone', 'personalKey', 'serviceUrl'] as const;
  return fields.every((field) => a[field] === b[field]);
}
