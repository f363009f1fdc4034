// What each setting means, for docs/settings.md. A setting that is not described here does not compile.
import type { SettingName } from '../../src/config';

export interface SettingDescription {
  /** The heading under which the setting stands. */
  topic: Topic;
  /** What it is, and what may stand in it. */
  means: string;
  /** What holds when it is not set. */
  unlessSet: string;
}

export const TOPICS = [
  'Storage',
  'The bot',
  'Delivery',
  'Reminders',
  'Questions and answers',
  'Notifications',
  'Watches',
  'Calls to others',
  'Installations',
  'Telemetry',
  'Set by Azure',
] as const;
export type Topic = (typeof TOPICS)[number];

const storage = (means: string, unlessSet: string): SettingDescription => ({
  topic: 'Storage',
  means,
  unlessSet,
});
const bot = (means: string, unlessSet: string): SettingDescription => ({
  topic: 'The bot',
  means,
  unlessSet,
});
const delivery = (means: string, unlessSet: string): SettingDescription => ({
  topic: 'Delivery',
  means,
  unlessSet,
});
const reminders = (means: string, unlessSet: string): SettingDescription => ({
  topic: 'Reminders',
  means,
  unlessSet,
});
const answers = (means: string, unlessSet: string): SettingDescription => ({
  topic: 'Questions and answers',
  means,
  unlessSet,
});
const watches = (means: string, unlessSet: string): SettingDescription => ({
  topic: 'Watches',
  means,
  unlessSet,
});
const outbound = (means: string, unlessSet: string): SettingDescription => ({
  topic: 'Calls to others',
  means,
  unlessSet,
});
const installations = (means: string, unlessSet: string): SettingDescription => ({
  topic: 'Installations',
  means,
  unlessSet,
});
const notifications = (means: string, unlessSet: string): SettingDescription => ({
  topic: 'Notifications',
  means,
  unlessSet,
});
const platform = (means: string, unlessSet = 'the app takes itself to be on a developer’s machine') => ({
  topic: 'Set by Azure' as const,
  means,
  unlessSet,
});

export const SETTING_DESCRIPTIONS: Readonly<Record<SettingName, SettingDescription>> = {
  AzureWebJobsStorage: storage(
    'The storage account as a connection string. For local work: `UseDevelopmentStorage=true`.',
    'the account is reached by identity, as the next settings say; one of the two ways is needed',
  ),
  AzureWebJobsStorage__accountName: storage(
    'The account’s name, for access by identity: its tables, queues and blobs lie at their usual addresses.',
    '`AzureWebJobsStorage`, or the two addresses below',
  ),
  AzureWebJobsStorage__tableServiceUri: storage(
    'The address of the account’s tables, where it is not the usual one. `https://` only.',
    '`https://<accountName>.table.core.windows.net`',
  ),
  AzureWebJobsStorage__queueServiceUri: storage(
    'The address of the account’s queues, where it is not the usual one. `https://` only.',
    '`https://<accountName>.queue.core.windows.net`',
  ),
  AzureWebJobsStorage__clientId: storage(
    'The client id (GUID) of the user-assigned identity that may use the account.',
    'the identity that Azure gives the app',
  ),
  MicrosoftAppId: bot(
    'The bot’s app id (GUID): the audience of every token that is let in. In Azure the app does not start without it.',
    'no caller is authenticated, and the bot speaks to this machine only',
  ),
  MicrosoftAppType: bot(
    '`UserAssignedMSI`, `SingleTenant` or `MultiTenant`. With the first two the bot serves its own tenant only.',
    '`MultiTenant`',
  ),
  MicrosoftAppTenantId: bot(
    'The tenant (GUID) of the bot. Needed unless the type is `MultiTenant`.',
    'every tenant is served',
  ),
  MicrosoftAppPassword: bot(
    'The client secret of the bot; in Azure a reference to Key Vault. Needed unless the type is `UserAssignedMSI`.',
    'the bot proves who it is by its managed identity',
  ),
  BotOpenIdMetadata: bot(
    'Where the keys of the callers’ tokens are published, as OpenID metadata: whoever answers there says who may call. `https://`; on a developer’s machine also `http://` to that machine.',
    'where the Bot Framework publishes them',
  ),
  DELIVERY_TENANT_RATE: delivery(
    'How many messages a second the bot sends in one tenant at most, all instances together, 1 to 10,000; `0` turns this limit and those of each conversation off.',
    '`30`',
  ),
  REMINDERS_MAX_ACTIVE: reminders('How many reminders a person can have set, 1 to 10,000.', '200'),
  REMINDERS_MAX_CHARACTERS: reminders('How long a reminder’s text can be, 20 to 2,000 characters.', '500'),
  REMINDERS_MAX_YEARS_AHEAD: reminders('How far ahead a reminder can lie, 1 to 20 years.', '5'),
  REMINDERS_MIN_INTERVAL_MINUTES: reminders(
    'How often a reminder can repeat at most: each so many minutes, 1 to 1,440.',
    '5',
  ),
  ANSWER_EVERY_MESSAGE: answers(
    '`true`: every message that is no command is a question. `false`: only `ask …` is.',
    '`false`',
  ),
  ANSWER_SOURCES: answers(
    'Who is asked, in this order, until one takes the question: `service`, `people`, or both with a comma.',
    '`service,people`',
  ),
  ANSWER_SERVICE_URL: answers(
    'The address of the answer service, to which questions are posted. `https://`; on a developer’s machine also `http://` to that machine.',
    'no service is asked',
  ),
  ANSWER_SERVICE_SECRET: answers(
    'The secret that signs what is posted to the answer service, so that it knows who asks; in Azure a reference to Key Vault.',
    'nothing is signed',
  ),
  ANSWER_EXPERTS_CHANNEL: answers(
    'The id of the Teams channel where experts answer (`19:…@thread.tacv2`).',
    'where a member of the channel said so in chat',
  ),
  ANSWER_REASK_AFTER: answers(
    'After how long without a callback the answer service is asked again, for example `30s`, `15m`, `4h` or `7d`.',
    '`1h`',
  ),
  ANSWER_NUDGE_EXPERTS_AFTER: answers(
    'After how long the experts are reminded of an open question: durations with commas, or `never`.',
    '`4h,1d`',
  ),
  ANSWER_STILL_WORKING_AFTER: answers(
    'After how long the one who asked hears that it is still open.',
    '`4h`',
  ),
  ANSWER_DEADLINE: answers('After how long a question ends without an answer.', '`7d`'),
  ANSWER_INTERRUPTION: answers(
    'What an answer does to a question that the bot has just put to its asker: `inject`, `wait`, `cancel` or `interrupt` (it asks on top whether the answer will do).',
    '`inject`',
  ),
  ANSWER_KEEP_DAYS: answers('How many days a question is kept after its end, 1 to 9,999.', '`30`'),
  WATCH_MAX_ACTIVE: watches('How many watches of one person are checked, from 1 to 1000.', '20'),
  WATCH_MIN_INTERVAL: watches(
    'Nothing is checked more often than this: `30s`, `5m`, `1h`, up to `1d`.',
    '`5m`; with `npm start`: `10s`',
  ),
  WATCH_INTERVAL: watches('How often a watch is checked that does not say so.', '`15m`'),
  WATCH_DURATION: watches('How long a watch lasts that does not say so, before its owner is asked.', '`7d`'),
  WATCH_MAX_DURATION: watches('How long a watch can be asked for, up to `366d`.', '`90d`'),
  WATCH_TELL_AFTER: watches(
    'Checks in a row that fail before the owner is told that it cannot be read.',
    '3',
  ),
  WATCH_INTERRUPTION: watches(
    'What an alert does to a question that the bot has just put to its owner: `inject`, `wait`, `cancel` or `interrupt`. Whoever asks for a watch can choose another for it (`quietly`, `once I am done`).',
    '`interrupt`',
  ),
  WATCH_KEEP_DAYS: watches('How many days a watch is kept after its end.', '30'),
  OUTBOUND_ALLOWED_HOSTS: outbound(
    'The hosts that watches and callbacks may call: `example.com`, `*.example.com`, either with `:8443`; several by commas.',
    'every public host',
  ),
  OUTBOUND_ALLOW_HTTP: outbound('`true`: plain http is allowed too.', 'https alone'),
  OUTBOUND_PRIVATE_HOSTS: outbound(
    'Hosts, written the same way, that may lie at private addresses and speak plain http. Only for hosts that are your own: whoever talks to the bot can reach them.',
    'none; with `npm start`: the sample price feed',
  ),
  APPLICATIONINSIGHTS_CONNECTION_STRING: {
    topic: 'Telemetry',
    means:
      'Where the host sends logs, and the app its counts and times (docs/operate.md); it holds no secret, as the component takes no keys.',
    unlessSet: 'counts and times go nowhere',
  },
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: {
    topic: 'Telemetry',
    means: '`ClientId=…;Authorization=AAD`: the identity that may write there.',
    unlessSet: 'written without an identity',
  },
  TEAMS_APP_ID: installations(
    'The id in the Teams app’s manifest, by which it is found in a tenant’s catalogue.',
    'the bot’s `MicrosoftAppId`, which `npm run teams-app` takes too',
  ),
  GRAPH_URL: installations(
    'Where Microsoft Graph is, as an origin; national clouds have others.',
    '`https://graph.microsoft.com`',
  ),
  INSTALLATIONS_PER_SECOND: installations(
    'How many installations a second are asked for in one tenant, 1 to 300.',
    '30, which is what Graph allows one app in one tenant',
  ),
  HOME_TENANT_ID: notifications(
    'The tenant of calls to the API that name none.',
    'the only tenant that the bot is in; where it is in several, a call names its own',
  ),
  NOTIFICATIONS_PER_HOUR: notifications(
    'How many notifications that are not urgent a conversation gets in an hour, 0 to 1,000: what comes beyond is held, and comes as one digest. `0`: no limit.',
    '`6`',
  ),
  NOTIFICATION_CALLBACK_SECRET: notifications(
    'Signs what is posted to the `callbackUrl` of notifications (Standard Webhooks): `whsec_` and base64, or any text of at least 24 characters; in Azure a reference to Key Vault.',
    'callbacks are not signed: whoever knows the address can make some up',
  ),
  NOTIFICATIONS_KEEP_DAYS: notifications(
    'How many days a notification and its results are kept after it was to be sent, 1 to 3,650.',
    '`30`',
  ),
  WEBSITE_HOSTNAME: platform(
    'The host name under which the app is called; callbacks are given with it.',
    'no callback address is given',
  ),
  WEBSITE_INSTANCE_ID: platform('Tells that the app runs in Azure (App Service plans).'),
  WEBSITE_SITE_NAME: platform('Tells that the app runs in Azure (all plans).'),
  WEBSITE_SKU: platform('Tells that the app runs in Azure, and on which plan.'),
};
