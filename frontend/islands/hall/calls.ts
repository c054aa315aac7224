// Which of the numbers on the screen were called since it was last drawn.

export interface Call {
  key: string;
  /** When it was called, in seconds. */
  at: number;
  sounds: string[];
}

/**
 * What has been called. The screen shows the last few: where one of them waits again, one that was
 * called before them is shown once more, and that is no new call.
 */
export class Called {
  readonly #keys = new Set<string>();
  readonly #since: number;

  /** What was called before the screen was turned on has been heard. */
  constructor(shown: readonly Call[]) {
    this.#since = Math.max(0, ...shown.map((call) => call.at));
    this.#note(shown);
  }

  /** Return the calls that are new, in the order of calling; the screen has the latest on top. */
  newOnes(shown: readonly Call[]): Call[] {
    const found = shown.filter((call) => call.at >= this.#since && !this.#keys.has(call.key));
    this.#note(shown);
    return found.reverse();
  }

  #note(shown: readonly Call[]): void {
    // A day begins with nobody called
    if (!shown.length) this.#keys.clear();
    for (const call of shown) this.#keys.add(call.key);
  }
}
