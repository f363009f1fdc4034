/** Tokens for Microsoft Graph, as the bot's own identity: by managed identity, or by its secret in the tenant that is meant. */
import type { TokenCredential } from '@azure/core-auth';
import type { BotIdentity } from '../../config';
import { isLoopback } from '../../http/serviceAddress';

/** The bot has no identity that Graph would know. */
export class NoGraphIdentity extends Error {
  readonly code = 'no-graph-identity';

  constructor() {
    super('Without MicrosoftAppId the bot has no identity towards Microsoft Graph.');
    this.name = 'NoGraphIdentity';
  }
}

/** A stand-in on this machine takes any token. */
const LOCAL_TOKEN = 'local';

/** The identity library is loaded with the first token; it keeps and renews tokens by itself. */
export function createGraphTokens(
  url: string,
  identity: BotIdentity | undefined,
): (tenant: string) => Promise<string> {
  const credentials = new Map<string, Promise<TokenCredential>>();
  return async (tenant) => {
    if (isLoopback(url)) return LOCAL_TOKEN;
    if (!identity) throw new NoGraphIdentity();
    const name = identity.appType === 'UserAssignedMSI' ? '' : tenant;
    const credential = credentials.get(name) ?? credentialOf(identity, tenant);
    credentials.set(name, credential);
    const token = await (await credential).getToken(`${new URL(url).origin}/.default`);
    if (!token) throw new NoGraphIdentity();
    return token.token;
  };
}

async function credentialOf(identity: BotIdentity, tenant: string): Promise<TokenCredential> {
  const { ClientSecretCredential, ManagedIdentityCredential } = await import('@azure/identity');
  const { appId, appType, password = '' } = identity;
  return appType === 'UserAssignedMSI'
    ? new ManagedIdentityCredential({ clientId: appId })
    : new ClientSecretCredential(tenant, appId, password);
}
