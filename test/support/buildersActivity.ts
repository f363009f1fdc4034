/** Activities as channels send them; a test names only what it is about. */
import { type Activity, ActivityTypes, type ConversationAccount } from 'botframework-schema';

export const BOT_ID = '28:recado';
export const TENANT = '72f988bf-0000-4000-8000-2d7cd011db47';
export const ANA_AAD = '5e1f0c9a-1111-4000-8000-aaaaaaaaaaaa';
export const TEAM_ID = '19:general@thread.tacv2';
export const CHANNEL_ID = '19:launch@thread.tacv2';
export const LOOPBACK_SERVICE = 'http://127.0.0.1:3979/';

type ActivityChange = Partial<Omit<Activity, 'conversation' | 'from'>> & {
  conversation?: Partial<ConversationAccount>;
  from?: Partial<Activity['from']>;
};

/** Ana's message to the bot in her personal chat in Microsoft Teams. */
export function aMessage(change: ActivityChange = {}): Activity {
  const { conversation, from, ...rest } = change;
  const activity = {
    type: ActivityTypes.Message,
    id: '1773221400000',
    channelId: 'msteams',
    serviceUrl: LOOPBACK_SERVICE,
    timestamp: new Date('2026-03-11T09:30:00.123Z'),
    localTimezone: 'Europe/Madrid',
    locale: 'en-GB',
    text: 'help',
    textFormat: 'plain',
    recipient: { id: BOT_ID, name: 'Recado' },
    channelData: { tenant: { id: TENANT } },
    entities: [
      { type: 'clientInfo', locale: 'en-GB', country: 'ES', platform: 'Web', timezone: 'Europe/Madrid' },
    ],
    ...rest,
    from: { id: '29:ana', name: 'Ana', aadObjectId: ANA_AAD, ...from },
    conversation: { id: 'a:ana-and-recado', conversationType: 'personal', tenantId: TENANT, ...conversation },
  };
  return activity as unknown as Activity;
}

/** A message in a thread of a team's channel, the bot mentioned. */
export function aChannelMessage(change: ActivityChange = {}, channelId = CHANNEL_ID): Activity {
  return aMessage({
    text: '<at>Recado</at> help',
    channelData: {
      tenant: { id: TENANT },
      team: { id: TEAM_ID, name: 'Launch' },
      channel: { id: channelId },
    },
    ...change,
    conversation: {
      id: `${channelId};messageid=1773221300000`,
      conversationType: 'channel',
      isGroup: true,
      ...change.conversation,
    },
  });
}

/** A message in a group chat. */
export function aGroupMessage(change: ActivityChange = {}): Activity {
  const conversation = {
    id: '19:lunch@thread.v2',
    conversationType: 'groupChat',
    isGroup: true,
    name: 'Lunch',
  };
  return aMessage({ ...change, conversation: { ...conversation, ...change.conversation } });
}

/** The update that tells that the bot was added to or removed from the conversation of this activity. */
export function aMembershipUpdate(change: 'added' | 'removed', of: Activity = aMessage()): Activity {
  const members = [{ id: BOT_ID, name: 'Recado' }];
  return {
    ...withoutText(of),
    type: ActivityTypes.ConversationUpdate,
    id: `f:${change}`,
    ...(change === 'added' ? { membersAdded: members } : { membersRemoved: members }),
  } as unknown as Activity;
}

/** The other update of the same install. */
export function anInstallation(action: string, of: Activity = aMessage()): Activity {
  const update = { type: ActivityTypes.InstallationUpdate, id: `f:install-${action}`, action };
  return { ...withoutText(of), ...update } as unknown as Activity;
}

function withoutText({ text, textFormat, ...rest }: Activity): Omit<Activity, 'text' | 'textFormat'> {
  return rest;
}
