// Serialises the cookies of a function's answer into Set-Cookie headers.
import type { RpcHttpCookie } from '../worker/coreTypes';

const SAME_SITE = { lax: 'lax', strict: 'strict', explicitNone: 'none', none: undefined } as const;

/** One Set-Cookie header, with name and value encoded and the path `/` by default, as the real host writes it. */
export function serializeCookie(cookie: RpcHttpCookie): string {
  const sameSite = SAME_SITE[cookie.sameSite ?? 'none'];
  const parts = [`${encodeURIComponent(cookie.name)}=${encodeURIComponent(cookie.value)}`];
  if (cookie.maxAge) parts.push(`max-age=${Math.trunc(cookie.maxAge.value)}`);
  if (cookie.expires) parts.push(`expires=${new Date(cookie.expires.value.seconds * 1000).toUTCString()}`);
  if (cookie.domain) parts.push(`domain=${cookie.domain.value}`);
  parts.push(`path=${cookie.path?.value ?? '/'}`);
  if (cookie.secure?.value) parts.push('secure');
  if (sameSite) parts.push(`samesite=${sameSite}`);
  if (cookie.httpOnly?.value) parts.push('httponly');
  return parts.join('; ');
}
