// A key that was meant for what it did a moment ago. Pure, with a clock.

/** So long after a change by itself a press is still meant for what the key did before. */
const LATE_MS = 1_500;
/** So long after a press a change is its answer, and no surprise. */
const ANSWER_MS = 10_000;

interface Known {
  does: string;
  since: number;
  /** Changed by itself, not by a press. */
  isSurprise: boolean;
  pressed: number;
}

export class LatePress {
  private readonly keys = new Map<string, Known>();

  /** `guarded`: what nobody shall do by mistake. */
  constructor(
    private readonly guarded: string,
    private readonly now: () => number,
  ) {}

  /** Note what a key does now; the same as before is no news. */
  shows(key: string, does: string): void {
    const known = this.keys.get(key);
    if (known?.does === does) return;
    const pressed = known?.pressed ?? -Infinity;
    const isSurprise = !!known && this.now() - pressed > ANSWER_MS;
    this.keys.set(key, { does, since: this.now(), isSurprise, pressed });
  }

  /** Note a press; say whether it comes too late for what it was meant for. */
  isLate(key: string, does: string): boolean {
    this.shows(key, does);
    const known = this.keys.get(key)!;
    if (does === this.guarded && known.isSurprise && this.now() - known.since < LATE_MS) return true;
    known.pressed = this.now();
    return false;
  }
}
