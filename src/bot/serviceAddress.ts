/** Where the bot may send to while no identity protects it: only to this machine. */

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether the address is on this very machine. */
export function isLoopback(serviceUrl: string): boolean {
  return URL.canParse(serviceUrl) && LOOPBACK.test(new URL(serviceUrl).hostname);
}
