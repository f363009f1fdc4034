/** The bot's identity and its callers, as the token tests take them. */
import type { BotIdentity } from '../../src/config';
import type { Claims } from './tokenAuthority';

export const APP_ID = '11111111-2222-4333-8444-555555555555';
export const OTHER_APP_ID = '99999999-2222-4333-8444-555555555555';
export const TENANT = 'aaaaaaaa-2222-4333-8444-555555555555';
export const OTHER_TENANT = 'bbbbbbbb-2222-4333-8444-555555555555';
export const CHANNEL_ISSUER = 'https://api.botframework.com';

/** Seconds: what the field grants clocks that differ. */
export const SKEW_S = 5 * 60;

/** A bot with a managed identity, as the templates in infra/ make it. */
export function anIdentity(openIdMetadataUrl: string, change: Partial<BotIdentity> = {}): BotIdentity {
  return { appId: APP_ID, appType: 'UserAssignedMSI', tenantId: TENANT, openIdMetadataUrl, ...change };
}

/** The claims of a channel's token at this time (ms). */
export function channelClaims(serviceUrl: string, nowMs: number): Claims {
  const now = Math.floor(nowMs / 1000);
  return { iss: CHANNEL_ISSUER, aud: APP_ID, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3600 };
}

let messages = 0;

/** A person's message in Teams, with an id of its own. */
export function aTeamsMessage(serviceUrl: string, change: Claims = {}): Claims {
  messages += 1;
  return {
    type: 'message',
    id: `17${String(messages).padStart(11, '0')}`,
    channelId: 'msteams',
    serviceUrl,
    text: 'help',
    locale: 'en-US',
    from: { id: '29:ana', name: 'Ana', aadObjectId: 'cccccccc-2222-4333-8444-555555555555' },
    recipient: { id: `28:${APP_ID}`, name: 'Recado' },
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    ...change,
  };
}
