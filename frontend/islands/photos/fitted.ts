// How large a photo is drawn. Pure.

/** Return width and height that fit into a square of `edge`, in the same proportion; never larger. */
export function fitted(width: number, height: number, edge: number): [number, number] {
  const scale = Math.min(1, edge / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}
