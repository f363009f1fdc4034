import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { isPublicAddress } from '../../src/http/publicAddress';

describe('isPublicAddress', () => {
  test.each([
    ['8.8.8.8'],
    ['93.184.216.34'],
    ['100.63.255.255'],
    ['172.32.0.1'],
    ['2606:4700:4700::1111'],
    ['2001:4860:4860::8888'],
  ])('%s is of the open internet', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ['0.0.0.0', 'this host'],
    ['10.1.2.3', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['100.100.100.200', 'Alibaba’s metadata'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback, far end'],
    ['168.63.129.16', 'Azure’s platform'],
    ['169.254.169.254', 'metadata'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private, far end'],
    ['192.0.0.192', 'Oracle’s metadata'],
    ['192.168.1.1', 'private'],
    ['198.18.0.1', 'benchmarks'],
    ['224.0.0.1', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'mapped'],
    ['::ffff:7f00:1', 'mapped, in hexadecimal'],
    ['::127.0.0.1', 'compatible'],
    ['::ffff:0:7f00:1', 'translated (SIIT)'],
    ['64:ff9b::10.0.0.1', 'NAT64'],
    ['64:ff9b:1::7f00:1', 'NAT64, local'],
    ['2002:7f00:1::', '6to4'],
    ['2001:0:7f00:1::', 'Teredo'],
    ['2606:4700::5efe:a00:1', 'ISATAP'],
    ['2606:4700:0:1:200:5efe:10.0.0.1', 'ISATAP'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'metadata'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with its zone'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['2001:db8::1', 'documentation'],
    ['3fff::1', 'documentation'],
    ['example.com', 'no address'],
    ['127.1', 'no address as sockets write it'],
    ['', 'nothing'],
  ])('%s is not: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test('is never laxer than another list of the special ranges', () => {
    const v4 = fc.ipV4();
    const v6 = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }).chain((groups) =>
      fc.constantFrom('', '64:ff9b', '2002', '2001', '::ffff:0').map((start) => {
        const head = start === '' ? [] : start.split(':').map((part) => Number.parseInt(part || '0', 16));
        return [...head, ...groups]
          .slice(0, 8)
          .map((group) => group.toString(16))
          .join(':');
      }),
    );
    fc.assert(
      fc.property(fc.oneof(v4, v6), (address) => {
        if (ipaddr.parse(address).range() !== 'unicast') expect(isPublicAddress(address)).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });
});
