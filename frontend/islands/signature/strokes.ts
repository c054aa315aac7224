// What a pen left on a canvas, in its own pixels. Pure.

export type Point = readonly [number, number];
export type Stroke = readonly Point[];

/** Of a signature at least: shorter is a finger that touched the screen. */
const LEAST = 60;

/** Return where a pointer is on a canvas that is shown in a box, whatever size that has. */
export function place(
  x: number, y: number,
  box: { left: number; top: number; width: number; height: number },
  canvas: { width: number; height: number },
): Point {
  return [
    ((x - box.left) * canvas.width) / Math.max(1, box.width),
    ((y - box.top) * canvas.height) / Math.max(1, box.height),
  ];
}

/** Return how long all lines are together. */
export function length(strokes: readonly Stroke[]): number {
  let sum = 0;
  for (const stroke of strokes) {
    for (let i = 1; i < stroke.length; i++) {
      const [a, b] = [stroke[i - 1]!, stroke[i]!];
      sum += Math.hypot(b[0] - a[0], b[1] - a[1]);
    }
  }
  return sum;
}

/** Say whether somebody signed, and did not only touch the screen. */
export function isSigned(strokes: readonly Stroke[]): boolean {
  return length(strokes) >= LEAST;
}
