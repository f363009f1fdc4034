/** Says in words why an address may not be called back. */
import type { Refusal } from '../http/outboundPolicy';

const WORDS: Readonly<Record<Refusal, string>> = {
  'not-a-url': 'must be an address such as https://example.com/hook',
  scheme: 'must begin with https://',
  port: 'names a port that is not called',
  credentials: 'must hold no name and no password',
  'host-not-allowed': 'names a host that the operator does not allow',
  private: 'must not lead into a private network',
  redirects: 'leads on too often',
};

export const callbackRefusal = (refusal: Refusal | undefined): string | undefined =>
  refusal && WORDS[refusal];
