/** Posts activities as any channel could bring them: messages and pressed buttons of whoever one says one is. */
import { randomUUID } from 'node:crypto';

/** Who speaks and where, in the words of the activity. */
export interface Identity {
  /** The tenant that channelData and conversation name. */
  tenant: string;
  channelId: string;
  userId: string;
  aadObjectId: string;
  name: string;
  /** Their personal chat. */
  chat: string;
  /** A group chat that they are in. */
  group: string;
  /** A group chat whose people answer questions. */
  experts: string;
  /** A team's channel in which they write; it is the team's General. */
  channel: string;
  /** Where the bot's answers go. */
  serviceUrl: string;
}

export type Place = 'chat' | 'group' | 'experts' | 'channel';

export interface Said {
  text?: string;
  /** What a pressed button brings (Action.Submit). */
  value?: unknown;
  in?: Place;
}

const BOT = { id: '28:bot', name: 'Recado' };

/** A message, or a button of a card that sends its data as one. */
export function messageOf(who: Identity, { text = '', value, in: place = 'chat' }: Said) {
  const mention = { type: 'mention', text: '<at>Recado</at>', mentioned: BOT };
  const isDirect = place === 'chat';
  return {
    ...common(who, place),
    type: 'message',
    text: isDirect || text === '' ? text : `<at>Recado</at> ${text}`,
    entities: [clientInfo, ...(isDirect ? [] : [mention])],
    ...(value === undefined ? {} : { value }),
  };
}

/** A button of a card that is answered in place (Action.Execute). */
export function pressOf(who: Identity, data: Readonly<Record<string, unknown>>, place: Place = 'chat') {
  return {
    ...common(who, place),
    ...{ type: 'invoke', name: 'adaptiveCard/action', entities: [clientInfo] },
    value: { action: { type: 'Action.Execute', verb: 'command', data } },
  };
}

const clientInfo = { type: 'clientInfo', locale: 'en-US', country: 'ES', timezone: 'Europe/Madrid' };

function common(who: Identity, place: Place) {
  const { tenant, channelId, userId, aadObjectId, name, serviceUrl } = who;
  const type = { chat: 'personal', group: 'groupChat', experts: 'groupChat', channel: 'channel' }[place];
  const named = place === 'channel' ? { team: { id: who.channel }, channel: { id: who.channel } } : {};
  return {
    ...{ id: randomUUID(), channelId, serviceUrl, locale: 'en-US', localTimezone: 'Europe/Madrid' },
    timestamp: new Date().toISOString(),
    from: { id: userId, name, aadObjectId },
    recipient: BOT,
    conversation: { id: who[place], conversationType: type, isGroup: place !== 'chat', tenantId: tenant },
    channelData: { tenant: { id: tenant }, ...named },
  };
}
