// Where in a recording one is. Pure.

/** Return the second that is asked for, no farther than the ends of the recording. */
export function within(seconds: number, length: number): number {
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), length) : 0;
}

/** Return how much of it is heard, from 0 to 1. */
export function share(at: number, length: number): number {
  return length > 0 ? Math.min(1, at / length) : 0;
}
