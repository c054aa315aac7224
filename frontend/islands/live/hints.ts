// A hint comes once. One that comes while its part of the page waits for an answer is heard after it:
// htmx would keep it, and forgets what it keeps where the answer draws the part anew as a whole.

/** Which parts wait for their answer, and which of them changed meanwhile. */
export class Hints<Part extends object> {
  private readonly waiting = new WeakSet<Part>();
  private readonly missed = new WeakSet<Part>();

  /** Say whether a part can be asked for now; if not, its hint is kept. */
  hear(part: Part): boolean {
    if (!this.waiting.has(part)) return true;
    this.missed.add(part);
    return false;
  }

  /** Note that a part was asked for. */
  ask(part: Part): void {
    this.waiting.add(part);
  }

  /** Note that its answer is there, or never comes; say whether a hint came meanwhile. */
  end(part: Part): boolean {
    this.waiting.delete(part);
    return this.missed.delete(part);
  }
}
