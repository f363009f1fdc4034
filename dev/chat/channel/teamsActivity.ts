// Activities exactly as Teams sends them to a bot, built from the stage's people and places.
import type { Directory } from '../directory/directory';
import type { PersonRecord } from '../directory/directoryState';
import { fullConversationId, type Place } from '../directory/place';
import type { WireAccount, WireActivity, WireConversation } from '../directory/wireActivity';
import { localTimestamp } from './localTime';

/** Who acts, where, when, and through which connector. */
export interface Scene {
  readonly directory: Directory;
  readonly person: PersonRecord;
  readonly place: Place;
  readonly atMs: number;
  readonly serviceUrl: string;
}

/** The parts that all activities have in common; `id` is the activity's. */
function envelope(scene: Scene, id: string) {
  const { directory, person, place, atMs, serviceUrl } = scene;
  return {
    id,
    timestamp: new Date(atMs).toISOString(),
    localTimestamp: localTimestamp(atMs, person.timeZone),
    localTimezone: person.timeZone,
    serviceUrl,
    channelId: 'msteams',
    from: { id: person.id, name: person.name, aadObjectId: person.aadObjectId },
    conversation: conversationOf(directory, place),
    recipient: directory.bot,
    locale: person.locale,
    entities: [clientInfo(person)],
    channelData: channelDataOf(directory, place),
  };
}

/** A message. `more` holds what its kind adds: text, value, replyToId, mentions. */
export function messageActivity(scene: Scene, id: string, more: Partial<WireActivity>): WireActivity {
  const base = envelope(scene, id);
  const entities = [...(more.entities ?? []), ...base.entities];
  return { type: 'message', ...base, textFormat: 'plain', ...more, entities };
}

/** An edited or deleted message of the person's, with the event type that Teams gives it. */
export function changeActivity(
  scene: Scene,
  type: 'messageUpdate' | 'messageDelete',
  message: WireActivity,
): WireActivity {
  const base = envelope(scene, message.id ?? '');
  const eventType = type === 'messageUpdate' ? 'editMessage' : 'softDeleteMessage';
  const channelData = { ...base.channelData, eventType };
  if (type === 'messageDelete') return { type, ...base, channelData };
  return { type, ...base, ...pickContent(message), channelData };
}

function pickContent({ text, textFormat, entities, attachments }: WireActivity): Partial<WireActivity> {
  return { text, textFormat, entities, attachments };
}

/** An invoke, such as `adaptiveCard/action`; its answer is the bot's HTTP answer. */
export function invokeActivity(
  scene: Scene,
  id: string,
  name: string,
  value: unknown,
  replyToId?: string,
): WireActivity {
  const base = envelope(scene, id);
  const source = { source: { name: 'message' } };
  const channelData = { ...base.channelData, ...source };
  return { type: 'invoke', ...base, name, value, ...(replyToId && { replyToId }), channelData };
}

/** People or the bot come or go. As in Teams, `from` has no name here, and teams say which event it was. */
export function rosterActivity(
  scene: Scene,
  id: string,
  change:
    { readonly membersAdded: readonly WireAccount[] } | { readonly membersRemoved: readonly WireAccount[] },
): WireActivity {
  const base = unnamed(envelope(scene, id));
  const eventType = 'membersAdded' in change ? 'teamMemberAdded' : 'teamMemberRemoved';
  const channelData = scene.place.kind === 'channel' ? { ...base.channelData, eventType } : base.channelData;
  return { type: 'conversationUpdate', ...base, ...change, channelData };
}

/** The app was installed, removed, or came in a new version. */
export function installationActivity(
  scene: Scene,
  id: string,
  action: 'add' | 'remove' | 'add-upgrade',
): WireActivity {
  const base = unnamed(envelope(scene, id));
  const { place } = scene;
  const settings = place.kind === 'channel' && {
    settings: { selectedChannel: { id: place.conversationId } },
  };
  const channelData = { ...base.channelData, ...settings, source: { name: 'message' } };
  return { type: 'installationUpdate', action, ...base, channelData };
}

function unnamed(base: ReturnType<typeof envelope>) {
  const { id, aadObjectId } = base.from;
  return { ...base, from: { id, aadObjectId } };
}

function clientInfo(person: PersonRecord): Record<string, unknown> {
  const country = new Intl.Locale(person.locale).region;
  const { locale, timeZone } = person;
  return { type: 'clientInfo', locale, ...(country && { country }), platform: 'Web', timezone: timeZone };
}

function conversationOf(directory: Directory, place: Place): WireConversation {
  const { tenantId } = directory;
  const id = fullConversationId(place);
  if (place.kind === 'personal') return { conversationType: 'personal', tenantId, id };
  return { isGroup: true, conversationType: place.kind === 'group' ? 'groupChat' : 'channel', tenantId, id };
}

function channelDataOf({ tenantId }: Directory, place: Place): Record<string, unknown> {
  const tenant = { id: tenantId };
  if (place.kind !== 'channel') return { tenant };
  const { id, aadGroupId, name } = place.chat;
  return {
    teamsChannelId: place.conversationId,
    teamsTeamId: id,
    channel: { id: place.conversationId },
    team: { id, aadGroupId, name },
    tenant,
  };
}
