/** The first look at a caller's token, before the SDK verifies it: what no channel ever sends is refused here. */
import { AuthenticationConstants, AuthenticationError } from 'botframework-connector';
import { isPrivateWay } from '../http/serviceAddress';

/** The issuer of every channel's tokens. The Emulator's, skills' and other bots' tokens come from elsewhere and are not taken. */
export const CHANNEL_ISSUER = AuthenticationConstants.ToBotFromChannelTokenIssuer;

const BEARER_TOKEN = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/;
const ALGORITHMS: readonly unknown[] = AuthenticationConstants.AllowedSigningAlgorithms;

type Claims = Record<string, unknown>;

/** The caller could not prove to be a channel: 401. The reason is for the log; it holds nothing of the token. */
export const refused = (reason: string): AuthenticationError => new AuthenticationError(reason, 401);

/**
 * Reads which key the token says it is signed with. Nothing is verified yet.
 *
 * @param authorization - the Authorization header as it came.
 * @throws AuthenticationError (401) when the header or the token cannot be a channel's for this bot and service address.
 */
export function readKeyId(authorization: string, appId: string, serviceUrl: string): string {
  const [, header, payload] = BEARER_TOKEN.exec(authorization) ?? [];
  if (header === undefined || payload === undefined) throw refused('no bearer token');
  const { alg, kid } = jsonOf(header);
  const claims = jsonOf(payload);
  if (!ALGORITHMS.includes(alg)) throw refused('the signing algorithm is not allowed');
  if (typeof kid !== 'string' || kid === '') throw refused('the token names no key');
  if (claims.iss !== CHANNEL_ISSUER) throw refused('the issuer is not the Bot Framework');
  if (claims.aud !== appId) throw refused('the audience is not this bot');
  if (claims.serviceurl !== serviceUrl) throw refused('the service address is not the one in the token');
  if (typeof claims.exp !== 'number') throw refused('the token never expires');
  if (!isPrivateWay(serviceUrl)) throw refused('the service address is not https');
  return kid;
}

function jsonOf(part: string): Claims {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Claims;
  } catch {
    // said below, as for JSON that is no object
  }
  throw refused('the token is not readable');
}
