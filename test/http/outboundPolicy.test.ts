import { type OutboundPolicy, refusalOf } from '../../src/http/outboundPolicy';
import { outboundPolicyOf } from '../../src/http/outboundSettings';

const aPolicy = (over: Partial<OutboundPolicy> = {}): OutboundPolicy => ({ ...outboundPolicyOf(), ...over });

describe('what is refused before the network is asked', () => {
  test.each([
    ['https://example.com'],
    ['https://example.com:8443/a?b=c#d'],
    ['https://münchen.de/preise'],
    ['https://93.184.216.34/'],
    ['https://[2606:4700::1111]/'],
    ['https://EXAMPLE.com./price.json'],
  ])('%s passes', (url) => {
    expect(refusalOf(url, aPolicy())).toBeUndefined();
  });

  test.each([
    ['', 'not-a-url'],
    ['example.com', 'not-a-url'],
    ['https://', 'not-a-url'],
    ['https://256.1.1.1/', 'not-a-url'],
    ['https://a..b/', 'not-a-url'],
    ['https://example.com../', 'not-a-url'],
    [`https://example.com/${'a'.repeat(3000)}`, 'not-a-url'],
    ['http://example.com/', 'scheme'],
    ['ftp://example.com/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['data:text/plain,1', 'scheme'],
    ['https://ana:secret@example.com/', 'credentials'],
    ['https://ana@example.com/', 'credentials'],
    ['https://example.com@10.0.0.1/', 'credentials'],
    ['https://example.com:25/', 'port'],
    ['https://example.com:22/', 'port'],
    ['https://localhost/', 'private'],
    ['https://LOCALHOST./', 'private'],
    ['https://a.localhost/', 'private'],
    ['https://printer.local/', 'private'],
    ['https://metadata.google.internal/', 'private'],
    ['https://metadata/', 'private'],
    ['https://router.home.arpa/', 'private'],
    ['https://127.0.0.1/', 'private'],
    ['https://127.0.0.1./', 'private'],
    ['https://127.1/', 'private'],
    ['https://2130706433/', 'private'],
    ['https://0x7f000001/', 'private'],
    ['https://0x7f.1/', 'private'],
    ['https://017700000001/', 'private'],
    ['https://0177.0.0.1/', 'private'],
    ['https://①②⑦.⓪.⓪.①/', 'private'],
    ['https://127。0。0。1/', 'private'],
    ['https://%31%32%37.0.0.1/', 'private'],
    ['https://loc%61lhost/', 'private'],
    ['https://0/', 'private'],
    ['https://10.0.0.1/', 'private'],
    ['https://3232235777/', 'private'],
    ['https://169.254.169.254/latest/meta-data', 'private'],
    ['https://[::]/', 'private'],
    ['https://[::1]/', 'private'],
    ['https://[0:0:0:0:0:0:0:1]/', 'private'],
    ['https://[::ffff:127.0.0.1]/', 'private'],
    ['https://[::ffff:a9fe:a9fe]/', 'private'],
    ['https://[64:ff9b::a00:1]/', 'private'],
    ['https://[2002:a00:1::]/', 'private'],
    ['https://[fd00::1]/', 'private'],
    ['https://[fe80::1]/', 'private'],
  ])('%s is refused: %s', (url, reason) => {
    expect(refusalOf(url, aPolicy())).toBe(reason);
  });

  test('http is let through where the setting says so, and then only to public hosts', () => {
    const policy = aPolicy({ isHttpAllowed: true });
    expect(refusalOf('http://example.com/', policy)).toBeUndefined();
    expect(refusalOf('http://127.0.0.1/', policy)).toBe('private');
  });

  test('a list of hosts lets only these through, by name, by what they end in, and by port', () => {
    const policy = aPolicy({ allowedHosts: ['example.com', '*.shop.example', 'api.example:8443'] });
    expect(refusalOf('https://example.com/', policy)).toBeUndefined();
    expect(refusalOf('https://example.com./', policy)).toBeUndefined();
    expect(refusalOf('https://a.b.shop.example/', policy)).toBeUndefined();
    expect(refusalOf('https://api.example:8443/', policy)).toBeUndefined();
    expect(refusalOf('https://shop.example/', policy)).toBe('host-not-allowed');
    expect(refusalOf('https://evilshop.example/', policy)).toBe('host-not-allowed');
    expect(refusalOf('https://api.example/', policy)).toBe('host-not-allowed');
    expect(refusalOf('https://www.example.com/', policy)).toBe('host-not-allowed');
    expect(refusalOf('https://example.com.evil.org/', policy)).toBe('host-not-allowed');
  });

  test('being on the list of allowed hosts makes no address public', () => {
    expect(refusalOf('https://10.0.0.1/', aPolicy({ allowedHosts: ['10.0.0.1'] }))).toBe('private');
  });

  test('a private host that the operator names is let through on its port, over http too', () => {
    const policy = aPolicy({ privateHosts: ['localhost:5055', '[::1]:5055'], allowedHosts: ['example.com'] });
    expect(refusalOf('http://localhost:5055/hotel.json', policy)).toBeUndefined();
    expect(refusalOf('http://[::1]:5055/hotel.json', policy)).toBeUndefined();
    expect(refusalOf('http://ana:secret@localhost:5055/', policy)).toBe('credentials');
    expect(refusalOf('https://localhost:5056/', policy)).toBe('private');
    expect(refusalOf('https://127.0.0.1:5055/', policy)).toBe('private');
  });
});
