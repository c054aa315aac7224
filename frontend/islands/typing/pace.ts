// How often a page says that somebody types. Pure.
const PAUSE_MILLISECONDS = 3_000;

export class Pace {
  private last = -Infinity;

  /** Tell whether it is said now: the first letter at once, then each few seconds. */
  isDue(now: number): boolean {
    if (now - this.last < PAUSE_MILLISECONDS) return false;
    this.last = now;
    return true;
  }
}
