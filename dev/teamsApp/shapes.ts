// The shapes of the app's mark, a speech bubble with a bell in it: each says whether a point lies inside.

/** Whether the point lies inside. Coordinates run from 0 to 1, to the right and down. */
export type Shape = (x: number, y: number) => boolean;

export const union =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));

export const without =
  (shape: Shape, hole: Shape): Shape =>
  (x, y) =>
    shape(x, y) && !hole(x, y);

export const circle =
  (centreX: number, centreY: number, radius: number): Shape =>
  (x, y) =>
    (x - centreX) ** 2 + (y - centreY) ** 2 <= radius ** 2;

/** A box with round corners. */
export const box =
  (left: number, top: number, right: number, bottom: number, radius: number): Shape =>
  (x, y) => {
    if (x < left || x > right || y < top || y > bottom) return false;
    const beyondX = Math.max(left + radius - x, x - (right - radius), 0);
    const beyondY = Math.max(top + radius - y, y - (bottom - radius), 0);
    return beyondX ** 2 + beyondY ** 2 <= radius ** 2;
  };

type Point = readonly [x: number, y: number];

/** The triangle of three points, in any order. */
export const triangle =
  (a: Point, b: Point, c: Point): Shape =>
  (x, y) => {
    const side = ([fromX, fromY]: Point, [toX, toY]: Point): number =>
      (x - toX) * (fromY - toY) - (fromX - toX) * (y - toY);
    const sides = [side(a, b), side(b, c), side(c, a)];
    return sides.every((value) => value >= 0) || sides.every((value) => value <= 0);
  };

/** A speech bubble whose edge lies `inset` inside the mark's outer edge; its tail points down to the left. */
export function bubble(inset: number): Shape {
  const body = box(0.08 + inset, 0.1 + inset, 0.92 - inset, 0.76 - inset, 0.16 - inset);
  const tail = triangle(
    [0.2 + inset * 1.1, 0.7],
    [0.2 + inset * 1.1, 0.95 - inset * 2.2],
    [0.47 - inset * 1.4, 0.7],
  );
  return union(body, tail);
}

/** A bell, hanging: knob, dome with a flared rim, clapper. `height` is from its knob to its clapper. */
export function bell(centreX: number, top: number, height: number): Shape {
  const at = (part: number): number => top + part * height;
  const dome: Shape = (x, y) => {
    const down = (y - at(0.08)) / (height * 0.68); // 0 at the dome's top, 1 at its rim
    if (down < 0 || down > 1) return false;
    const halfWidth =
      down < 0.45 ? 0.3 * Math.sqrt(1 - (1 - down / 0.45) ** 2) : 0.3 + 0.14 * ((down - 0.45) / 0.55) ** 2;
    return Math.abs(x - centreX) <= halfWidth * height;
  };
  const rim = box(centreX - 0.48 * height, at(0.72), centreX + 0.48 * height, at(0.82), 0.05 * height);
  const clapper: Shape = (x, y) => y >= at(0.86) && circle(centreX, at(0.86), 0.13 * height)(x, y);
  return union(circle(centreX, at(0.07), 0.07 * height), dome, rim, clapper);
}
