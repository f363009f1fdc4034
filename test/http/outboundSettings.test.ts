import { z } from 'zod';
import { outboundPolicyOf, outboundSettingsShape } from '../../src/http/outboundSettings';

const schema = z.object(outboundSettingsShape);

describe('the settings of outbound calls', () => {
  test('let every public host through over https, when nothing is set', () => {
    expect(outboundPolicyOf(schema.parse({}))).toEqual({
      allowedHosts: [],
      isHttpAllowed: false,
      privateHosts: [],
    });
  });

  test('are lists of hosts', () => {
    const settings = schema.parse({
      OUTBOUND_ALLOWED_HOSTS: ' Example.com, *.shop.example:8443 ,',
      OUTBOUND_ALLOW_HTTP: 'TRUE',
      OUTBOUND_PRIVATE_HOSTS: 'localhost:5055,[::1]:5055',
    });
    expect(outboundPolicyOf(settings)).toEqual({
      allowedHosts: ['example.com', '*.shop.example:8443'],
      isHttpAllowed: true,
      privateHosts: ['localhost:5055', '[::1]:5055'],
    });
  });

  test.each([
    ['OUTBOUND_ALLOWED_HOSTS', 'https://example.com'],
    ['OUTBOUND_ALLOWED_HOSTS', 'example.com/path'],
    ['OUTBOUND_ALLOWED_HOSTS', '*'],
    ['OUTBOUND_PRIVATE_HOSTS', 'a b'],
    ['OUTBOUND_ALLOW_HTTP', 'perhaps'],
  ])('%s refuses %j', (name, value) => {
    expect(schema.safeParse({ [name]: value }).error?.issues.map(({ path }) => path[0])).toEqual([name]);
  });
});
