/** Reads the body of an answer to an outbound call as text: unpacked, and never more of it than was asked for. */
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { readBytes } from './readCapped';

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
 * The text in the charset of its byte order mark, which is no part of it, else in the one that the answer names, or UTF-8;
 * undefined when it is longer than this, packed or unpacked.
 * Throws UnknownEncoding, and what the network or a damaged packing throws.
 */
export async function readBody(answer: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes) return undefined;
  const bytes = await readBytes(unpacked(answer), maxBytes);
  if (!bytes) return undefined;
  return new TextDecoder(markedCharsetOf(bytes) ?? charsetOf(answer.headers['content-type'])).decode(bytes);
}

/** The byte order mark says it better than the header (WHATWG Encoding). */
function markedCharsetOf(bytes: Buffer): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
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
