/** Signatures over what the app posts to others, as Standard Webhooks has them: receivers check them with any of its libraries. */
import { createHmac } from 'node:crypto';
import { SECOND_MS } from '../clock';

const BASE64_SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/**
 * The headers for a body.
 *
 * @param messageId - the same for each try of one message.
 * @param secret - `whsec_` and base64, or any other text, which is taken as it is.
 */
export function webhookHeaders(
  messageId: string,
  body: string,
  atMs: number,
  secret: string,
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(atMs / SECOND_MS));
  const signature = createHmac('sha256', keyOf(secret))
    .update(`${messageId}.${timestamp}.${body}`)
    .digest('base64');
  return {
    'webhook-id': messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

function keyOf(secret: string): Buffer {
  const base64 = BASE64_SECRET.exec(secret)?.[1];
  return base64 === undefined ? Buffer.from(secret) : Buffer.from(base64, 'base64');
}
