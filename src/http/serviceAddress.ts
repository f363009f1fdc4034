/** What may be said of a channel's service address before anything is sent to it. */

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether the address is on this very machine. */
export function isLoopback(serviceUrl: string): boolean {
  return URL.canParse(serviceUrl) && LOOPBACK.test(new URL(serviceUrl).hostname);
}

/** Whether a token that is sent there cannot be read on the way: over TLS, or without leaving this machine. */
export function isPrivateWay(serviceUrl: string): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  return new URL(serviceUrl).protocol === 'https:' || isLoopback(serviceUrl);
}
