/** Reads the body of an answer to an outbound call as text: unpacked, and never more of it than was asked for. */
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { readCapped } from './readCapped';

/** The encodings that `readBody` unpacks, as a request's header says them. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

const UNPACK: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The answer is packed in a way that was not asked for. */
export class UnknownEncoding extends Error {
  readonly code = 'unknown-encoding';
}

/**
 * The text in the charset that the answer names, or UTF-8; undefined when it is longer than this, packed or unpacked.
 * Throws UnknownEncoding, and what the network or a damaged packing throws.
 */
export async function readBody(answer: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes) return undefined;
  const charset = charsetOf(answer.headers['content-type']);
  return readCapped(unpacked(answer), maxBytes, charset);
}

function unpacked(answer: IncomingMessage): Readable {
  const encoding = (answer.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return answer;
  const unpack = UNPACK[encoding];
  if (!unpack) throw new UnknownEncoding('The answer is packed in a way that is not known.');
  // The callback's error also ends the reading of the last stream, where it is seen.
  return pipeline(answer, unpack(), () => undefined);
}

function charsetOf(contentType = ''): string {
  const [, named = 'utf-8'] = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType) ?? [];
  try {
    return new TextDecoder(named).encoding;
  } catch {
    return 'utf-8'; // the RangeError is the answer: nobody knows that charset
  }
}
