// What a queue message is for the function that it triggers: its text and the metadata beside it.
import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { QueueSettings } from '../hostJson';
import type { TypedData } from '../worker/coreTypes';

export type MessageEncoding = QueueSettings['messageEncoding'];

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The text of a message; undefined when it is not in the encoding. */
export function decodeMessage(content: string, encoding: MessageEncoding): string | undefined {
  if (encoding === 'none') return content;
  const compact = content.replaceAll(/\s/g, '');
  if (compact.length % 4 !== 0 || !BASE64.test(compact)) return undefined;
  return Buffer.from(compact, 'base64').toString('utf8');
}

/** The content of a message with this text or these bytes. */
export function encodeMessage(text: string | Uint8Array, encoding: MessageEncoding): string {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text);
  return encoding === 'none' ? bytes.toString('utf8') : bytes.toString('base64');
}

/** The trigger metadata of a message, under the real host's names. */
export function metadataOf(message: DequeuedMessageItem, text: string): Record<string, TypedData> {
  return {
    QueueTrigger: { string: text },
    DequeueCount: { int: message.dequeueCount },
    Id: { json: JSON.stringify(message.messageId) },
    InsertionTime: timeOf(message.insertedOn),
    ExpirationTime: timeOf(message.expiresOn),
    NextVisibleTime: timeOf(message.nextVisibleOn),
    PopReceipt: { json: JSON.stringify(message.popReceipt) },
  };
}

function timeOf(date: Date): TypedData {
  return { json: JSON.stringify(date.toISOString().replace('.000Z', 'Z').replace('Z', '+00:00')) };
}
