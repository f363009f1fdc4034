/** What must not get in: each case is a caller who is not a channel, or is not allowed to say what it says. */
import { APP_ID, channelClaims, CHANNEL_ISSUER, OTHER_APP_ID, OTHER_TENANT, SKEW_S, TENANT } from './callers';
import { aKey, type Claims, keyed, signed, type SigningKey, withClaims } from './tokenAuthority';

/** What a case is made of. */
export interface Stage {
  serviceUrl: string;
  nowMs: number;
  /** The keys that are published: Teams', Web Chat's (named so), one that names no channel, and an elliptic one. */
  teams: SigningKey;
  webChat: SigningKey;
  unendorsed: SigningKey;
  elliptic: SigningKey;
}

/** The headers of a request, and what its activity says otherwise than an ordinary Teams message. */
export interface Attempt {
  authorization: string[];
  activity?: Claims;
}

type Case = (stage: Stage) => Attempt;

const bearer = (token: string, activity?: Claims): Attempt => ({
  authorization: [`Bearer ${token}`],
  ...(activity ? { activity } : {}),
});
const good = ({ teams, serviceUrl, nowMs }: Stage): string => signed(teams, channelClaims(serviceUrl, nowMs));
/** A token that is right but for these claims. */
const claiming =
  (change: (stage: Stage, now: number) => Claims): Case =>
  (stage) =>
    bearer(
      signed(stage.teams, {
        ...channelClaims(stage.serviceUrl, stage.nowMs),
        ...change(stage, Math.floor(stage.nowMs / 1000)),
      }),
    );
/** A token that is right but for its header. */
const headed =
  (change: (stage: Stage) => Claims): Case =>
  (stage) =>
    bearer(signed(stage.teams, channelClaims(stage.serviceUrl, stage.nowMs), change(stage)));
const signedWith =
  (key: (stage: Stage) => SigningKey, header: Claims = {}, activity?: Claims): Case =>
  (stage) =>
    bearer(signed(key(stage), channelClaims(stage.serviceUrl, stage.nowMs), header), activity);

const ATTACKER = aKey('attacker');

const HEADER_CASES: Record<string, Case> = {
  'no header': () => ({ authorization: [] }),
  'an empty header': () => ({ authorization: [''] }),
  'a scheme without a token': () => ({ authorization: ['Bearer'] }),
  'a scheme and a space': () => ({ authorization: ['Bearer '] }),
  'a password instead of a token': () => ({
    authorization: [`Basic ${Buffer.from('bot:secret').toString('base64')}`],
  }),
  'a token without its scheme': (stage) => ({ authorization: [good(stage)] }),
  'a token under another scheme': (stage) => ({ authorization: [`Negotiate ${good(stage)}`] }),
  'two headers, the good one first': (stage) => ({
    authorization: [`Bearer ${good(stage)}`, 'Bearer x.y.z'],
  }),
  'two headers, the good one last': (stage) => ({ authorization: ['Bearer x.y.z', `Bearer ${good(stage)}`] }),
  'the good header twice': (stage) => ({ authorization: [`Bearer ${good(stage)}`, `Bearer ${good(stage)}`] }),
  'text after the token': (stage) => ({ authorization: [`Bearer ${good(stage)} x`] }),
};

const SHAPE_CASES: Record<string, Case> = {
  garbage: () => bearer('abc'),
  'three parts of garbage': () => bearer('a.b.c'),
  'a token cut off in its signature': (stage) => bearer(good(stage).slice(0, -20)),
  'a token without its signature': (stage) => bearer(good(stage).split('.').slice(0, 2).join('.')),
  'an encrypted token of five parts': (stage) => bearer(`${good(stage)}.x.y`),
  'a payload that is a list': ({ teams }) => bearer(signed(teams, [] as unknown as Claims)),
  'a payload that was changed after signing': (stage) =>
    bearer(withClaims(good(stage), { ...channelClaims(stage.serviceUrl, stage.nowMs), extra: true })),
};

const ALGORITHM_CASES: Record<string, Case> = {
  'alg none with an empty signature': (stage) =>
    bearer(
      signed(stage.teams, channelClaims(stage.serviceUrl, stage.nowMs), { alg: 'none' }).replace(
        /[^.]*$/,
        '',
      ),
    ),
  'alg none with a signature': headed(() => ({ alg: 'none' })),
  'alg nOnE': headed(() => ({ alg: 'nOnE' })),
  'no alg': headed(() => ({ alg: undefined })),
  'HS256 under the public key as SPKI': ({ teams, serviceUrl, nowMs }) =>
    bearer(
      keyed(
        teams.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        teams.kid,
        channelClaims(serviceUrl, nowMs),
      ),
    ),
  'HS256 under the public key as PKCS#1': ({ teams, serviceUrl, nowMs }) =>
    bearer(
      keyed(
        teams.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
        teams.kid,
        channelClaims(serviceUrl, nowMs),
      ),
    ),
  'PS256 with the right key': headed(() => ({ alg: 'PS256' })),
  'ES256 with a published elliptic key': signedWith(({ elliptic }) => elliptic, { alg: 'ES256' }),
};

const KEY_CASES: Record<string, Case> = {
  'an unknown key': signedWith(() => ATTACKER),
  "an unknown key under the channel's key id": (stage) =>
    bearer(signed(ATTACKER, channelClaims(stage.serviceUrl, stage.nowMs), { kid: stage.teams.kid })),
  'no key id': headed(() => ({ kid: undefined })),
  'an empty key id': headed(() => ({ kid: '' })),
  'a key id that is a number': headed(() => ({ kid: 1 })),
  'the key id of an elliptic key': headed(({ elliptic }) => ({ kid: elliptic.kid })),
  'a key that came in the token': (stage) =>
    bearer(
      signed(ATTACKER, channelClaims(stage.serviceUrl, stage.nowMs), {
        jwk: ATTACKER.publicKey.export({ format: 'jwk' }),
      }),
    ),
  "a key list of the caller's own": (stage) =>
    bearer(
      signed(ATTACKER, channelClaims(stage.serviceUrl, stage.nowMs), {
        jku: `${stage.serviceUrl}keys`,
        x5u: `${stage.serviceUrl}cert`,
      }),
    ),
  "Web Chat's key for Teams": signedWith(({ webChat }) => webChat),
  "Teams' key for a channel that it does not name": signedWith(
    ({ teams }) => teams,
    {},
    {
      channelId: 'emulator',
    },
  ),
  'a key that names no channel, for Teams': signedWith(({ unendorsed }) => unendorsed),
  'a key that names no channel, for a channel nobody knows': signedWith(
    ({ unendorsed }) => unendorsed,
    {},
    {
      channelId: 'unheard-of',
    },
  ),
};

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
export const REFUSED: Readonly<Record<string, Case>> = {
  ...HEADER_CASES,
  ...SHAPE_CASES,
  ...ALGORITHM_CASES,
  ...KEY_CASES,
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
