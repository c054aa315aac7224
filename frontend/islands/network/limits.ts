// How long the pages wait for our own server. A line that went dead says nothing: without a limit a
// browser waits for minutes, and what comes after waits with it.

/** For words: an answer that is later than this helps nobody. */
export const ANSWER_MS = 20_000;
/** For a page that somebody asked for; a heavy day's longest list takes some seconds. */
export const PAGE_MS = 60_000;
/** For photos, files and pieces of a video on a slow line. */
export const TRANSFER_MS = 300_000;

/** A signal that ends a request after so many milliseconds, or with `signal`. */
export function within(milliseconds: number, signal?: AbortSignal): AbortSignal {
  const limit = AbortSignal.timeout(milliseconds);
  return signal ? AbortSignal.any([signal, limit]) : limit;
}
