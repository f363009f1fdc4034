/** What must not get in: headers, shapes, algorithms and keys that no channel's token has. */
import { type Case, bearer, good, headed, signedWith } from './attempts';
import { channelClaims } from './callers';
import { aKey, type Claims, keyed, signed, withClaims } from './tokenAuthority';

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

/** 401, each of them. */
export const REFUSED_TOKENS: Readonly<Record<string, Case>> = {
  ...HEADER_CASES,
  ...SHAPE_CASES,
  ...ALGORITHM_CASES,
  ...KEY_CASES,
};
