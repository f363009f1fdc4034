/** What the rooms read of an activity that came in, and where it came from: tenant, conversation, thread, person. */
import type { Activity } from 'botframework-schema';

export type ConversationKind = 'personal' | 'group' | 'channel';

/** What `channelData` names a tenant, a team or a channel by. */
interface Named {
  id?: string;
  name?: string;
}

/** The part of `channelData` that Microsoft Teams fills, as far as it has the form that Teams gives it. */
interface TeamsChannelData {
  tenant: Named;
  team: Named;
  channel: Named;
}

const THREAD_SUFFIX = /;messageid=([^;]*)/i;

/** Channels of Microsoft 365, whose service says itself who and where. On others `channelData` is what the client sent. */
const MICROSOFT_365_CHANNELS: ReadonlySet<string> = new Set(['msteams', 'outlook', 'm365extensions']);

/** Whether the channel's service vouches for the tenant and the places that the activity names. */
export const isOfMicrosoft365 = ({ channelId }: Partial<Activity>): boolean =>
  MICROSOFT_365_CHANNELS.has(channelId ?? '');

/** Teams' own part of the activity; on other channels, and where it has another form, its parts are empty. */
export function teamsData(activity: Partial<Activity>): TeamsChannelData {
  if (!isOfMicrosoft365(activity)) return { tenant: {}, team: {}, channel: {} };
  const { tenant, team, channel } = fieldsOf(activity.channelData);
  return { tenant: namedOf(tenant), team: namedOf(team), channel: namedOf(channel) };
}

function namedOf(value: unknown): Named {
  const fields = fieldsOf(value);
  const [id, name] = [text(fields['id']), text(fields['name'])];
  return { ...(id ? { id } : {}), ...(name ? { name } : {}) };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The tenant that the activity belongs to; on channels without tenants the channel stands for it, whatever a client claims. */
export function tenantOf(activity: Partial<Activity>): string {
  const channel = `channel:${activity.channelId ?? ''}`;
  if (!isOfMicrosoft365(activity)) return channel;
  const conversation = activity.conversation as { tenantId?: string } | undefined;
  return teamsData(activity).tenant.id ?? text(conversation?.tenantId) ?? channel;
}

/** The conversation id without its thread: what two threads of one channel share. */
export function conversationIdOf(activity: Partial<Activity>): string {
  return (activity.conversation?.id ?? '').replace(THREAD_SUFFIX, '');
}

/** The thread (id of its first message) in a channel, if the activity came from one. */
export function threadOf(activity: Partial<Activity>): string | undefined {
  return THREAD_SUFFIX.exec(activity.conversation?.id ?? '')?.[1] || undefined;
}

/** The address of a thread in a conversation, as the channel writes it. */
export function withThread(conversationId: string, thread: string | undefined): string {
  const bare = conversationId.replace(THREAD_SUFFIX, '');
  return thread ? `${bare};messageid=${thread}` : bare;
}

/** Personal (one to one), a group chat, or a team's channel. */
export function conversationKindOf(activity: Partial<Activity>): ConversationKind {
  const type = activity.conversation?.conversationType;
  if (type === 'channel' || type === 'personal') return type;
  if (type === 'groupChat' || activity.conversation?.isGroup === true) return 'group';
  return teamsData(activity).channel.id ? 'channel' : 'personal';
}

/** The person's language as the channel tells it (`en-US`), if it does. */
export function localeOf(activity: Partial<Activity>): string | undefined {
  return text(activity.locale) ?? text(clientInfo(activity).locale);
}

/** The person's IANA time zone as the channel tells it; undefined when it tells none that exists. */
export function zoneOf(activity: Partial<Activity>): string | undefined {
  const told = [clientInfo(activity).timezone, activity.localTimezone];
  return told.map(text).find((zone) => zone !== undefined && isZone(zone));
}

/** Asking the runtime costs far more than remembering; there are some 600 zones, and channels may send any text. */
const askedZones = new Map<string, boolean>();
const MAX_ASKED_ZONES = 2000;

/** Whether the runtime knows this IANA time zone. */
export function isZone(zone: string): boolean {
  const known = askedZones.get(zone);
  if (known !== undefined) return known;
  if (askedZones.size >= MAX_ASKED_ZONES) askedZones.clear();
  const isKnown = isKnownToRuntime(zone);
  askedZones.set(zone, isKnown);
  return isKnown;
}

function isKnownToRuntime(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false; // the constructor's RangeError is the answer
  }
}

function clientInfo(activity: Partial<Activity>): { locale?: unknown; timezone?: unknown } {
  const entities: unknown = activity.entities;
  if (!Array.isArray(entities)) return {};
  const found: unknown = entities.find(
    (entity: unknown) => (entity as { type?: unknown } | null)?.type === 'clientInfo',
  );
  return (found as { locale?: unknown; timezone?: unknown } | undefined) ?? {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 ? value : undefined;
}
