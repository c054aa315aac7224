// htmx names as the target of an answer what stood there before. Where the answer took its place as a
// whole, as the record of a call does, the new parts are in what was put there instead. Pure.

/** Say where the parts are that an answer drew: in its target, or in `put` in its place. */
export function drawnBy<Part extends { isConnected: boolean }>(target: Part, put: Part): Part {
  return target.isConnected ? target : put;
}
