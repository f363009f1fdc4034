/** The only reader of the environment: one schema, every bad setting named at once, never its value. */
import { z } from 'zod';
import type { StorageSettings } from './azure/storageAccount';

/** Who the bot is towards the Bot Framework; absent on a developer's machine. */
export interface BotIdentity {
  appId: string;
  appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  tenantId?: string;
  password?: string;
}

export interface Config {
  storage: StorageSettings;
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

const optionalText = z
  .string()
  .trim()
  .optional()
  .transform((text) => (text === '' ? undefined : text));
const optionalGuid = optionalText.refine(
  (text) => text === undefined || z.guid().safeParse(text).success,
  'is not a GUID',
);
const optionalHttpsUrl = optionalText.refine(
  (text) => text === undefined || /^https:\/\/[^\s]+$/.test(text),
  'is not an https:// address',
);

const schema = z
  .object({
    AzureWebJobsStorage: optionalText.refine(
      (text) => text === undefined || isConnectionString(text),
      'is not a storage connection string',
    ),
    AzureWebJobsStorage__accountName: optionalText.refine(
      (text) => text === undefined || /^[a-z0-9]{3,24}$/.test(text),
      'is not a storage account name (3 to 24 lower-case letters and digits)',
    ),
    AzureWebJobsStorage__tableServiceUri: optionalHttpsUrl,
    AzureWebJobsStorage__queueServiceUri: optionalHttpsUrl,
    AzureWebJobsStorage__clientId: optionalGuid,
    MicrosoftAppId: optionalGuid,
    MicrosoftAppType: optionalText.transform((text, context) => appTypeOf(text, context)),
    MicrosoftAppTenantId: optionalGuid,
    MicrosoftAppPassword: optionalText,
    WEBSITE_INSTANCE_ID: optionalText,
  })
  .superRefine((settings, context) => {
    const problem = (name: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (!storageOf(settings))
      problem(
        'AzureWebJobsStorage',
        'is missing: give a connection string, or AzureWebJobsStorage__accountName for access by identity',
      );
    if (settings.WEBSITE_INSTANCE_ID && !settings.MicrosoftAppId)
      problem(
        'MicrosoftAppId',
        'is missing: in Azure the bot only runs with an app id, so that callers can be authenticated',
      );
    if (!settings.MicrosoftAppId) return;
    if (settings.MicrosoftAppType !== 'MultiTenant' && !settings.MicrosoftAppTenantId)
      problem('MicrosoftAppTenantId', 'is missing: SingleTenant and UserAssignedMSI need the tenant');
    if (settings.MicrosoftAppType !== 'UserAssignedMSI' && !settings.MicrosoftAppPassword)
      problem('MicrosoftAppPassword', 'is missing: MultiTenant and SingleTenant need a client secret');
  });

type Settings = z.infer<typeof schema>;

/** Reads the configuration from the environment. Throws ConfigurationError, which lists all that is wrong. */
export function readConfig(env: Environment = process.env): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success)
    throw new ConfigurationError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
    );
  const settings = parsed.data;
  const bot = botOf(settings);
  return { storage: storageOf(settings) as StorageSettings, ...(bot ? { bot } : {}) };
}

function isConnectionString(text: string): boolean {
  return (
    /^UseDevelopmentStorage=true;?$/i.test(text) ||
    /(^|;)(AccountName|TableEndpoint|QueueEndpoint|BlobEndpoint)=./i.test(text)
  );
}

function appTypeOf(text: string | undefined, context: z.RefinementCtx): BotIdentity['appType'] {
  const found = APP_TYPES.find((type) => type.toLowerCase() === (text ?? 'MultiTenant').toLowerCase());
  if (!found) context.addIssue({ code: 'custom', message: `is none of ${APP_TYPES.join(', ')}` });
  return found ?? 'MultiTenant';
}

function storageOf(settings: Partial<Settings>): StorageSettings | undefined {
  if (settings.AzureWebJobsStorage)
    return { kind: 'connection-string', connectionString: settings.AzureWebJobsStorage };
  const account = settings.AzureWebJobsStorage__accountName;
  const tableUrl =
    settings.AzureWebJobsStorage__tableServiceUri ?? (account && `https://${account}.table.core.windows.net`);
  const queueUrl =
    settings.AzureWebJobsStorage__queueServiceUri ?? (account && `https://${account}.queue.core.windows.net`);
  if (!tableUrl || !queueUrl) return undefined;
  const clientId = settings.AzureWebJobsStorage__clientId;
  return { kind: 'identity', tableUrl, queueUrl, ...(clientId ? { clientId } : {}) };
}

function botOf(settings: Settings): BotIdentity | undefined {
  if (!settings.MicrosoftAppId) return undefined;
  const { MicrosoftAppTenantId: tenantId, MicrosoftAppPassword: password } = settings;
  return {
    appId: settings.MicrosoftAppId,
    appType: settings.MicrosoftAppType,
    ...(tenantId ? { tenantId } : {}),
    ...(password ? { password } : {}),
  };
}
