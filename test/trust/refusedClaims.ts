/** What must not get in: tokens that are signed rightly and claim what no channel claims, or another tenant's conversations. */
import { type Case, bearer, claiming, good } from './attempts';
import { APP_ID, CHANNEL_ISSUER, OTHER_APP_ID, OTHER_TENANT, SKEW_S, TENANT } from './callers';
import type { Claims } from './tokenAuthority';

const ISSUER_CASES: Record<string, Case> = {
  'another issuer': claiming(() => ({ iss: 'https://attacker.example' })),
  'the issuer with a slash': claiming(() => ({ iss: `${CHANNEL_ISSUER}/` })),
  'no issuer': claiming(() => ({ iss: undefined })),
  'a list of issuers': claiming(() => ({ iss: [CHANNEL_ISSUER] })),
  "the Emulator's issuer, with the bot's own id": claiming(() => ({
    iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
    appid: APP_ID,
    ver: '1.0',
  })),
  "the bot's own tenant, as another bot or a skill has it": claiming(() => ({
    iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    azp: OTHER_APP_ID,
    ver: '2.0',
  })),
  "the bot's own tenant, as the app service channel has it": (stage) => ({
    ...claiming(() => ({ iss: `https://sts.windows.net/${TENANT}/`, appid: APP_ID, ver: '1.0' }))(stage),
    activity: { channelId: 'AseChannel' },
  }),
};

const AUDIENCE_CASES: Record<string, Case> = {
  "another bot's token": claiming(() => ({ aud: OTHER_APP_ID })),
  'no audience': claiming(() => ({ aud: undefined })),
  'an empty audience': claiming(() => ({ aud: '' })),
  'a list of audiences': claiming(() => ({ aud: [APP_ID] })),
  'the connector as audience': claiming(() => ({ aud: CHANNEL_ISSUER })),
};

const SERVICE_CASES: Record<string, Case> = {
  'another service address in the token': claiming(() => ({ serviceurl: 'https://attacker.example/' })),
  'another service address in the activity': (stage) =>
    bearer(good(stage), { serviceUrl: 'https://attacker.example/' }),
  'a service address that differs in its last slash': claiming(({ serviceUrl }) => ({
    serviceurl: serviceUrl.replace(/\/$/, ''),
  })),
  'no service address in the token': claiming(() => ({ serviceurl: undefined })),
  'a list of service addresses': claiming(({ serviceUrl }) => ({ serviceurl: [serviceUrl] })),
  'a service address without TLS': (stage) => ({
    ...claiming(() => ({ serviceurl: 'http://smba.trafficmanager.net/' }))(stage),
    activity: { serviceUrl: 'http://smba.trafficmanager.net/' },
  }),
};

const TIME_CASES: Record<string, Case> = {
  'expired five minutes and a second ago': claiming((_, now) => ({ exp: now - SKEW_S - 1 })),
  'expired exactly five minutes ago': claiming((_, now) => ({ exp: now - SKEW_S })),
  'expired yesterday': claiming((_, now) => ({ exp: now - 86_400 })),
  'no expiry': claiming(() => ({ exp: undefined })),
  'an expiry that is a text': claiming((_, now) => ({ exp: `${now + 3600}` })),
  'valid in five minutes and a second': claiming((_, now) => ({ nbf: now + SKEW_S + 1 })),
  'a beginning that is a text': claiming((_, now) => ({ nbf: `${now - 60}` })),
};

/** 401, each of them. */
export const REFUSED_CLAIMS: Readonly<Record<string, Case>> = {
  ...ISSUER_CASES,
  ...AUDIENCE_CASES,
  ...SERVICE_CASES,
  ...TIME_CASES,
};

/** 403, each of them: a channel, but for somebody else's tenant. */
export const FOREIGN: Readonly<Record<string, Claims>> = {
  "another tenant's conversation": {
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId: OTHER_TENANT },
    channelData: { tenant: { id: OTHER_TENANT } },
  },
  "another tenant in the channel's data": { channelData: { tenant: { id: OTHER_TENANT } } },
  'another tenant in the conversation': {
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId: OTHER_TENANT },
  },
};
