/** What an operator can set about calls to addresses that people and callers name, and what holds when nothing is set. */
import { optionalText } from '../settingFields';
import type { OutboundPolicy } from './outboundPolicy';

const HOST = /^(?:\*\.)?(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

const namesOf = (value = ''): string[] =>
  value
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');

const hosts = optionalText.refine(
  (value) => namesOf(value).every((name) => HOST.test(name)),
  'is not a list of hosts such as example.com, *.example.com or example.com:8443',
);

/** The settings' schema, by their names. */
export const outboundSettingsShape = {
  OUTBOUND_ALLOWED_HOSTS: hosts,
  OUTBOUND_ALLOW_HTTP: optionalText.refine(
    (value) => value === undefined || /^(?:true|false)$/i.test(value),
    'is neither true nor false',
  ),
  OUTBOUND_PRIVATE_HOSTS: hosts,
};

type Raw = { [K in keyof typeof outboundSettingsShape]?: string | undefined };

/** The policy of values that the schema has let through. */
export function outboundPolicyOf(raw: Raw = {}): OutboundPolicy {
  return {
    allowedHosts: namesOf(raw.OUTBOUND_ALLOWED_HOSTS),
    isHttpAllowed: raw.OUTBOUND_ALLOW_HTTP?.toLowerCase() === 'true',
    privateHosts: namesOf(raw.OUTBOUND_PRIVATE_HOSTS),
  };
}
