// Reads a request's body up to the host's limit.
import type { IncomingMessage } from 'node:http';

/** The real host's limit: 100 MiB, unless FUNCTIONS_REQUEST_BODY_SIZE_LIMIT says otherwise. */
export const DEFAULT_BODY_LIMIT_BYTES = 104_857_600;

/** What became of reading a body. */
export type BodyOutcome =
  { kind: 'read'; bytes: Buffer | undefined } | { kind: 'tooLarge' } | { kind: 'aborted' };

/** Reads the whole body; `undefined` bytes when there is none. Stops reading once it is over the limit. */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<BodyOutcome> {
  const { 'content-length': declared, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && (declared === undefined || declared === '0')) {
    request.resume();
    return Promise.resolve({ kind: 'read', bytes: undefined });
  }
  if (Number(declared) > limitBytes) return Promise.resolve({ kind: 'tooLarge' });
  return collect(request, limitBytes);
}

function collect(request: IncomingMessage, limitBytes: number): Promise<BodyOutcome> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) return void chunks.push(chunk);
      request.pause();
      request.removeAllListeners('data');
      resolve({ kind: 'tooLarge' });
    });
    request.on('end', () => resolve({ kind: 'read', bytes: Buffer.concat(chunks) }));
    request.on('error', () => resolve({ kind: 'aborted' }));
    request.on('close', () => resolve({ kind: 'aborted' }));
  });
}
