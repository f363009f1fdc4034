/** Reads a body up to a limit, so that nobody fills the memory. */

type Body = AsyncIterable<Uint8Array> | null | undefined;

/** The body; undefined when it is longer (in bytes), of which no more is read then. */
export async function readBytes(body: Body, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as UTF-8 text, as it came; undefined when it is longer. */
export async function readCapped(body: Body, maxBytes: number): Promise<string | undefined> {
  return (await readBytes(body, maxBytes))?.toString('utf8');
}
