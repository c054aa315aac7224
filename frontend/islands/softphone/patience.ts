// How long a telephone waits before it tries again, and when the page says that it takes long. Pure.

/** From here on the page says that it takes longer than usual. */
export const LATE_MS = 15_000;
/** Whoever asks to be let in, and hears nothing for so long by an open line, is not heard. */
export const UNHEARD_MS = 5_000;
const FIRST_MS = 400;
const LONGEST_MS = 8_000;

/** Milliseconds before the next try: doubled each time, spread so that not all come at once. */
export function pause(tries: number, random: () => number = Math.random): number {
  const longest = Math.min(FIRST_MS * 2 ** tries, LONGEST_MS);
  return longest * (0.5 + random() / 2);
}
