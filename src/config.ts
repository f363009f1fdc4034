/** The only reader of the environment: one schema, every bad setting named at once, never its value. */
import { z } from 'zod';
import { answerSettingsOf, answerSettingsShape, type AnswerSettings } from './answers/answerSettings';
import type { StorageSettings } from './azure/storageAccount';
import { storageSettingsOf, storageSettingsShape } from './azure/storageSettings';
import {
  telemetrySettingsOf,
  telemetrySettingsShape,
  type TelemetrySettings,
} from './azure/telemetrySettings';
import type { OutboundPolicy } from './http/outboundPolicy';
import { outboundPolicyOf, outboundSettingsShape } from './http/outboundSettings';
import {
  notificationSettingsOf,
  notificationSettingsShape,
  type NotificationSettings,
} from './notifications/notificationSettings';
import { isLoopback } from './http/serviceAddress';
import {
  installationSettingsOf,
  installationSettingsShape,
  type InstallationSettings,
} from './installations/installationSettings';
import { type ReminderLimits, reminderLimitsOf, reminderLimitsShape } from './reminders/reminderLimits';
import { numberOf, optionalGuid, optionalText, wholeNumber } from './settingFields';
import { watchSettingsOf, watchSettingsShape, type WatchSettings } from './watches/watchSettings';

/** Who the bot is towards the Bot Framework; absent on a developer's machine. */
export interface BotIdentity {
  appId: string;
  appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  tenantId?: string;
  password?: string;
  /** Where the keys of the callers' tokens are published; absent: where the Bot Framework publishes them. */
  openIdMetadataUrl?: string;
}

export interface Config {
  storage: StorageSettings;
  reminders: ReminderLimits;
  /** Sends a second in one tenant; 0: no limits. */
  tenantRate: number;
  answers: AnswerSettings;
  watches: WatchSettings;
  /** Where calls may go whose address a person or a caller names. */
  outbound: OutboundPolicy;
  notifications: NotificationSettings;
  installations: InstallationSettings;
  /** Where counts and times go; absent: nowhere. */
  telemetry?: TelemetrySettings;
  /** The app's own address, without a slash at its end, where the host tells it. */
  publicUrl?: string;
  bot?: BotIdentity;
}

/** The configuration cannot be used. The message names each setting that is wrong and how, never what it holds. */
export class ConfigurationError extends Error {
  readonly code = 'bad-configuration';

  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
    this.name = 'ConfigurationError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

const APP_TYPES = ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'] as const;

/** Set by Azure itself wherever the app runs there, and never on a developer's machine. */
const PLATFORM_SETTINGS = ['WEBSITE_INSTANCE_ID', 'WEBSITE_SITE_NAME', 'WEBSITE_SKU'] as const;
type PlatformSetting = (typeof PLATFORM_SETTINGS)[number];

const metadataUrl = optionalText.refine(
  (text) => text === undefined || isTlsOrLoopback(text),
  'is neither an https:// address nor one on this machine',
);

/** Refined only, never transformed after a refinement: zod would then keep silent about what the object as a whole lacks. */
const schema = z
  .object({
    ...storageSettingsShape,
    MicrosoftAppId: optionalGuid,
    MicrosoftAppType: optionalText.refine(
      (text) => appTypeOf(text) !== undefined,
      `is none of ${APP_TYPES.join(', ')}`,
    ),
    MicrosoftAppTenantId: optionalGuid,
    MicrosoftAppPassword: optionalText,
    BotOpenIdMetadata: metadataUrl,
    DELIVERY_TENANT_RATE: wholeNumber(0, 10_000),
    ...reminderLimitsShape,
    ...answerSettingsShape,
    ...watchSettingsShape,
    ...outboundSettingsShape,
    ...notificationSettingsShape,
    ...installationSettingsShape,
    ...telemetrySettingsShape,
    WEBSITE_HOSTNAME: optionalText,
    WEBSITE_INSTANCE_ID: optionalText,
    WEBSITE_SITE_NAME: optionalText,
    WEBSITE_SKU: optionalText,
  })
  .superRefine((settings, context) => {
    const problem = (name: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (!storageSettingsOf(settings))
      problem(
        'AzureWebJobsStorage',
        'is missing: give a connection string, or AzureWebJobsStorage__accountName for access by identity',
      );
    if (isInAzure(settings) && !settings.MicrosoftAppId)
      problem(
        'MicrosoftAppId',
        'is missing: in Azure the bot only runs with an app id, so that callers can be authenticated',
      );
    if (isInAzure(settings) && settings.BotOpenIdMetadata?.startsWith('http:'))
      problem(
        'BotOpenIdMetadata',
        'is not an https:// address: in Azure whoever answers there says who may call',
      );
    if (!settings.MicrosoftAppId) return;
    const appType = appTypeOf(settings.MicrosoftAppType);
    if (appType && appType !== 'MultiTenant' && !settings.MicrosoftAppTenantId)
      problem('MicrosoftAppTenantId', 'is missing: SingleTenant and UserAssignedMSI need the tenant');
    if (appType && appType !== 'UserAssignedMSI' && !settings.MicrosoftAppPassword)
      problem('MicrosoftAppPassword', 'is missing: MultiTenant and SingleTenant need a client secret');
  });

type Settings = z.infer<typeof schema>;

/** The name of a setting that the app reads. */
export type SettingName = keyof Settings;
export const SETTING_NAMES = Object.keys(schema.shape) as readonly SettingName[];

/** Reads the configuration from the environment. Throws ConfigurationError, which lists all that is wrong. */
export function readConfig(env: Environment = process.env): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success)
    throw new ConfigurationError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
    );
  const settings = parsed.data;
  const bot = botOf(settings);
  const telemetry = telemetrySettingsOf(settings);
  const publicUrl = publicUrlOf(settings.WEBSITE_HOSTNAME);
  return {
    storage: storageSettingsOf(settings) as StorageSettings,
    tenantRate: numberOf(settings.DELIVERY_TENANT_RATE, 30),
    reminders: reminderLimitsOf(settings),
    answers: answerSettingsOf(settings),
    watches: watchSettingsOf(settings),
    outbound: outboundPolicyOf(settings),
    notifications: notificationSettingsOf(settings),
    installations: installationSettingsOf(settings, bot?.appId),
    ...(telemetry ? { telemetry } : {}),
    ...(publicUrl ? { publicUrl } : {}),
    ...(bot ? { bot } : {}),
  };
}

/** The host names itself without a scheme; only a developer's machine has no TLS. */
function publicUrlOf(hostName: string | undefined): string | undefined {
  if (!hostName) return undefined;
  return isLoopback(`http://${hostName}`) ? `http://${hostName}` : `https://${hostName}`;
}

/** Each plan sets another of them: Flex Consumption, for one, no instance id. */
function isInAzure(settings: Partial<Record<PlatformSetting, string>>): boolean {
  return PLATFORM_SETTINGS.some((name) => settings[name] !== undefined);
}

function isTlsOrLoopback(text: string): boolean {
  return /^https:\/\/[^\s]+$/.test(text) || (text.startsWith('http://') && isLoopback(text));
}

function appTypeOf(text = 'MultiTenant'): BotIdentity['appType'] | undefined {
  return APP_TYPES.find((type) => type.toLowerCase() === text.toLowerCase());
}

function botOf(settings: Settings): BotIdentity | undefined {
  if (!settings.MicrosoftAppId) return undefined;
  const { MicrosoftAppTenantId: tenantId, MicrosoftAppPassword: password } = settings;
  const { BotOpenIdMetadata: openIdMetadataUrl } = settings;
  return {
    appId: settings.MicrosoftAppId.toLowerCase(),
    appType: appTypeOf(settings.MicrosoftAppType) ?? 'MultiTenant',
    ...(tenantId ? { tenantId } : {}),
    ...(password ? { password } : {}),
    ...(openIdMetadataUrl ? { openIdMetadataUrl } : {}),
  };
}
