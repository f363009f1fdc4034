/** Where the app may call on somebody's word: what can be said of an address before anything is asked of the network. */
import { isIP } from 'node:net';
import { isPublicAddress } from './publicAddress';

/** What an operator lets people and callers reach. Hosts are `example.com`, `*.example.com`, either with `:port`. */
export interface OutboundPolicy {
  /** Only these; empty: every public host. */
  allowedHosts: readonly string[];
  /** Plain http too, and not https alone. */
  isHttpAllowed: boolean;
  /** These may lie at private addresses and speak plain http. */
  privateHosts: readonly string[];
}

/**
 * Why a call is not made: the text is no URL; its scheme, its port; it holds a name or a password; the operator does not allow
 * the host; it leads to a private address; it was led on too often.
 */
export type Refusal =
  'not-a-url' | 'scheme' | 'port' | 'credentials' | 'host-not-allowed' | 'private' | 'redirects';

/** Names that never are the open internet's. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home\.arpa|onion)$/;
const USUAL_PORTS = ['', '80', '443'];
/** Below lie services that speak something else, such as mail. */
const FIRST_FREE_PORT = 1024;
const MAX_URL_LENGTH = 2048;

/**
 * Refuses what needs no look at the network; what passes is looked at again when its name is resolved, and at each redirect.
 *
 * @returns undefined when it passes.
 */
export function refusalOf(text: string, policy: OutboundPolicy): Refusal | undefined {
  if (text.length > MAX_URL_LENGTH || !URL.canParse(text)) return 'not-a-url';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  if (url.username !== '' || url.password !== '') return 'credentials';
  const host = hostOf(url);
  if (host === '' || url.hostname.includes('..')) return 'not-a-url';
  if (isPrivateHost(url, policy)) return undefined;
  if (url.protocol === 'http:' && !policy.isHttpAllowed) return 'scheme';
  if (!USUAL_PORTS.includes(url.port) && Number(url.port) < FIRST_FREE_PORT) return 'port';
  if (isIP(host) === 0 ? isPrivateName(host) : !isPublicAddress(host)) return 'private';
  const { allowedHosts } = policy;
  return allowedHosts.length === 0 || matches(url, allowedHosts) ? undefined : 'host-not-allowed';
}

/** Whether the operator says that this host may lie at a private address. */
export const isPrivateHost = (url: URL, { privateHosts }: OutboundPolicy): boolean =>
  matches(url, privateHosts);

/** The host as it is looked up: without brackets, without the dot of a whole name. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** A name without a dot is only known inside a network. */
const isPrivateName = (host: string): boolean => !host.includes('.') || PRIVATE_NAME.test(host);

function matches(url: URL, patterns: readonly string[]): boolean {
  const host = hostOf(url);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return patterns.some((pattern) => {
    const { name, port: wanted } = partsOf(pattern);
    if (wanted !== undefined && wanted !== port) return false;
    return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
  });
}

function partsOf(pattern: string): { name: string; port?: string } {
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(pattern.toLowerCase()) ?? [];
  return { name: name.replace(/^\[|\]$/g, ''), ...(port ? { port } : {}) };
}
