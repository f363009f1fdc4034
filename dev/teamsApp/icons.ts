// Draws the app's icons for Teams: full colour at 192 pixels, and a white outline on nothing at 32.
import type { Picture } from './png';
import { bell, bubble, type Shape, without } from './shapes';

type Colour = readonly [red: number, green: number, blue: number];

/** A shape and its colour; later layers cover earlier ones. */
interface Layer {
  shape: Shape;
  colour: Colour;
}

export const COLOUR_SIZE = 192;
export const OUTLINE_SIZE = 32;

/** Also the manifest's accent colour. */
export const ACCENT: Colour = [0x3d, 0x46, 0x9b];
const WHITE: Colour = [0xff, 0xff, 0xff];
const AMBER: Colour = [0xf2, 0x9c, 0x1f];

/** Points that are looked at in each direction of a pixel, for smooth edges. */
const SAMPLES = 8;

/** The mark on the accent colour, with the margin that Teams asks for. */
export function drawColourIcon(): Picture {
  const place = (shape: Shape): Shape => within(shape, 0.17, 0.66);
  return draw(COLOUR_SIZE, [
    { shape: () => true, colour: ACCENT },
    { shape: place(bubble(0)), colour: WHITE },
    { shape: place(bell(0.5, 0.17, 0.5)), colour: AMBER },
  ]);
}

/** White and transparent only, as Teams asks for. */
export function drawOutlineIcon(): Picture {
  const line = without(bubble(0), bubble(0.065));
  return draw(OUTLINE_SIZE, [
    { shape: line, colour: WHITE },
    { shape: bell(0.5, 0.235, 0.39), colour: WHITE },
  ]);
}

/** The shape in a part of the picture: `size` wide and high, `offset` from the left and the top. */
const within =
  (shape: Shape, offset: number, size: number): Shape =>
  (x, y) =>
    shape((x - offset) / size, (y - offset) / size);

function draw(size: number, layers: readonly Layer[]): Picture {
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) pixels.set(pixelAt(x, y, size, layers), (y * size + x) * 4);
  }
  return { size, pixels };
}

function pixelAt(x: number, y: number, size: number, layers: readonly Layer[]): number[] {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let sample = 0; sample < SAMPLES ** 2; sample += 1) {
    const across = (x + ((sample % SAMPLES) + 0.5) / SAMPLES) / size;
    const down = (y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size;
    const top = layers.findLast(({ shape }) => shape(across, down));
    if (!top) continue;
    covered += 1;
    top.colour.forEach((value, channel) => (sum[channel] = (sum[channel] ?? 0) + value));
  }
  const colour = sum.map((value) => (covered === 0 ? 0 : Math.round(value / covered)));
  return [...colour, Math.round((covered / SAMPLES ** 2) * 255)];
}
