// How long to wait before a part of a page whose fetch failed is asked for again: longer each time,
// so that a hall of pages lets a server come back.
const FIRST_MILLISECONDS = 3_000;
const LONGEST_MILLISECONDS = 60_000;

export class Retries<Part extends object> {
  private readonly failures = new WeakMap<Part, number>();

  /** Note that a fetch failed; return after how many milliseconds to try again. */
  failed(part: Part): number {
    const before = this.failures.get(part) ?? 0;
    this.failures.set(part, before + 1);
    return Math.min(FIRST_MILLISECONDS * 2 ** before, LONGEST_MILLISECONDS);
  }

  /** Note that the part was fetched. */
  succeeded(part: Part): void {
    this.failures.delete(part);
  }
}
