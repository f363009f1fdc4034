// Writes and reads PNG files of 8-bit RGBA pixels: what the app's icons need, and what their test checks.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A square picture; four bytes a pixel (red, green, blue, alpha), row by row. */
export interface Picture {
  size: number;
  pixels: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** 8 bits a channel, red-green-blue-alpha, deflate, no filter that adapts, not interlaced. */
const FORMAT = Buffer.from([8, 6, 0, 0, 0]);
const BYTES_PER_PIXEL = 4;

/** The picture as a PNG file. */
export function encodePng({ size, pixels }: Picture): Buffer {
  const rowBytes = size * BYTES_PER_PIXEL;
  const rows = Array.from({ length: size }, (_, y) =>
    Buffer.concat([Buffer.of(0), pixels.subarray(y * rowBytes, (y + 1) * rowBytes)]),
  );
  const sides = Buffer.alloc(8);
  sides.writeUInt32BE(size, 0);
  sides.writeUInt32BE(size, 4);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', Buffer.concat([sides, FORMAT])),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Reads a file that `encodePng` wrote. Throws for any other kind of PNG. */
export function decodePng(file: Buffer): Picture {
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  if (!file.subarray(0, 8).equals(SIGNATURE) || width !== height || !file.subarray(24, 29).equals(FORMAT))
    throw new TypeError('This is no square PNG of 8-bit RGBA pixels.');
  const rowBytes = width * BYTES_PER_PIXEL;
  const data = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)));
  const rows = Array.from({ length: height }, (_, y) => {
    const row = data.subarray(y * (rowBytes + 1), (y + 1) * (rowBytes + 1));
    if (row[0] !== 0) throw new TypeError('A row of this PNG is filtered.');
    return row.subarray(1);
  });
  return { size: width, pixels: Buffer.concat(rows) };
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  const check = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, check]);
}
