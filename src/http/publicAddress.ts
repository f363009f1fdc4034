/** Tells addresses of the open internet from those that lead into somebody's own network, or to the machine's keeper. */
import { BlockList, isIP } from 'node:net';

/** What is not the open internet (IANA's special-purpose registry, RFC 6890), and what answers for Azure's platform. */
const NOT_PUBLIC_V4: readonly (readonly [net: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Global unicast alone, so that neither mapped nor translated (NAT64) IPv4 addresses are among it … */
const PUBLIC_V6 = ['2000::', 3] as const;
/** … and of that neither Teredo, 6to4 and other protocols' own, nor what is for documents. */
const NOT_PUBLIC_V6: readonly (readonly [net: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];
/** An IPv6 address that carries an IPv4 address for a tunnel inside a network (ISATAP, RFC 5214). */
const ISATAP = /:(?:0?200:)?:?0?5efe:[^:]+(?::[^:]+)?$/i;

const notPublic = new BlockList();
for (const [net, prefix] of NOT_PUBLIC_V4) notPublic.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of NOT_PUBLIC_V6) notPublic.addSubnet(net, prefix, 'ipv6');
const publicV6 = new BlockList();
publicV6.addSubnet(...PUBLIC_V6, 'ipv6');

/** Whether this is the text of an IP address on the open internet; whatever is no IP address is not. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublic.check(address, 'ipv4');
    case 6:
      return publicV6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6') && !ISATAP.test(address);
    default:
      return false;
  }
}
