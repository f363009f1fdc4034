/** Reads a body up to a limit, so that nobody fills the memory. */

/** The body as text, UTF-8 unless said otherwise; undefined when it is longer (in bytes), of which no more is read then. */
export async function readCapped(
  body: AsyncIterable<Uint8Array> | null | undefined,
  maxBytes: number,
  charset = 'utf-8',
): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  const whole = Buffer.concat(chunks);
  return charset === 'utf-8' ? whole.toString('utf8') : new TextDecoder(charset).decode(whole);
}
