/** The Bot Framework's token service in the small: publishes keys as OpenID metadata, and tokens are signed with them. */
import {
  constants,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  sign,
  type SignKeyObjectInput,
} from 'node:crypto';
import { type LoopbackServer, startLoopbackServer } from '../../dev/chat/http/loopbackServer';

/** A key that signs; it is published with the channels that it may speak for, or with none named. */
export interface SigningKey {
  kid: string;
  endorsements?: readonly string[];
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export type Claims = Record<string, unknown>;
type Answer = 'keys' | 'status 500' | 'no JSON' | 'no key list' | 'silence';

export interface TokenAuthority {
  /** The keys that are published now. */
  keys: SigningKey[];
  /** How the metadata address answers. */
  answers: Answer;
  /** How often the key list was asked for. */
  readonly asked: number;
  /** How many requests wait for an answer that will not come. */
  readonly unanswered: number;
  /** A metadata address that nobody has asked yet, so that nobody has cached its keys. */
  newMetadataUrl(): string;
  stop(): Promise<void>;
}

/** Makes an RSA key, or one on an elliptic curve. */
export function aKey(kid: string, endorsements?: readonly string[], kind: 'rsa' | 'ec' = 'rsa'): SigningKey {
  const pair =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kid, ...(endorsements ? { endorsements } : {}), ...pair };
}

/** Starts the authority on this machine. */
export async function startTokenAuthority(): Promise<TokenAuthority> {
  let paths = 0;
  let asked = 0;
  let unanswered = 0;
  const authority = {
    keys: [] as SigningKey[],
    answers: 'keys' as Answer,
    get asked() {
      return asked;
    },
    get unanswered() {
      return unanswered;
    },
    newMetadataUrl: () => `${server.url}/${(paths += 1)}/openidconfiguration`,
    stop: () => server.stop(),
  };
  const server: LoopbackServer = await startLoopbackServer(
    0,
    async (request, response) => {
      const { answers } = authority;
      if (answers === 'silence') return void (unanswered += 1);
      response.setHeader('content-type', 'application/json');
      if (answers === 'status 500') return void response.writeHead(500).end('{}');
      if (answers === 'no JSON') return void response.end('<html>');
      if (request.url?.endsWith('/keys')) {
        asked += 1;
        return void response.end(
          JSON.stringify(answers === 'no key list' ? {} : { keys: authority.keys.map(published) }),
        );
      }
      response.end(
        JSON.stringify({ issuer: 'https://api.botframework.com', jwks_uri: `${server.url}/keys` }),
      );
    },
    (fault) => {
      throw fault;
    },
  );
  return authority;
}

function published({ kid, endorsements, publicKey }: SigningKey): Claims {
  return {
    ...publicKey.export({ format: 'jwk' }),
    kid,
    use: 'sig',
    ...(endorsements ? { endorsements } : {}),
  };
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as the authority makes it. `header` changes its header; `undefined` leaves a member out. */
export function signed(key: SigningKey, claims: Claims, header: Claims = {}): string {
  const full = { typ: 'JWT', alg: 'RS256', kid: key.kid, ...header };
  const content = `${encoded(full)}.${encoded(claims)}`;
  return `${content}.${signatureOf(String(full.alg), content, key)}`;
}

/** A token whose signature is an HMAC under this secret, which anybody who knows the public key can make. */
export function keyed(secret: string, kid: string, claims: Claims): string {
  const content = `${encoded({ typ: 'JWT', alg: 'HS256', kid })}.${encoded(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/** The token with another payload under the old signature. */
export function withClaims(token: string, claims: Claims): string {
  const [header, , signature] = token.split('.');
  return [header, encoded(claims), signature].join('.');
}

function signatureOf(alg: string, content: string, { privateKey }: SigningKey): string {
  const hash = `sha${/\d+$/.exec(alg)?.[0] ?? '256'}`;
  const how: SignKeyObjectInput = { key: privateKey };
  if (alg.startsWith('PS')) Object.assign(how, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
  if (alg.startsWith('ES')) Object.assign(how, { dsaEncoding: 'ieee-p1363' });
  return sign(hash, Buffer.from(content), how).toString('base64url');
}
