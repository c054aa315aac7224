// A shift on its way to another day: the law is asked once for each day, and the shift may be dropped
// only where it has said yes. Pure.

export interface MoveAnswer {
  lawful: boolean;
  words: string;
  /** What the day had when the law was asked. */
  seen: string;
}

/** Where the shift comes from, and what the page showed there when the drag began. */
export interface Source {
  cell: string;
  type: string;
}

type Ask = (to: string) => Promise<MoveAnswer>;
/** Null: the law could not be asked. */
type Show = (to: string, verdict: MoveAnswer | null) => void;

export class Drag {
  readonly #from: Source;
  readonly #ask: Ask;
  readonly #show: Show;
  // Null: asked, and not answered yet
  readonly #verdicts = new Map<string, MoveAnswer | null>();
  #over = "";

  constructor(from: Source, ask: Ask, show: Show) {
    this.#from = from;
    this.#ask = ask;
    this.#show = show;
  }

  /** The shift is over a day now: show what is known of it, or ask. */
  async enter(to: string): Promise<void> {
    if (to === this.#over) return;
    this.#over = to;
    if (to === this.#from.cell) return;
    const known = this.#verdicts.get(to);
    if (known) this.#show(to, known);
    if (known !== undefined) return;
    this.#verdicts.set(to, null);
    const verdict = await this.#ask(to).catch(() => null);
    if (verdict) this.#verdicts.set(to, verdict);
    else this.#verdicts.delete(to);
    // A late answer is of a day that was left
    if (this.#over === to) this.#show(to, verdict);
  }

  /** Return the fields of the move, with what was seen on both days; null where the law has not said yes. */
  move(to: string): Record<string, string> | null {
    const verdict = this.#verdicts.get(to);
    if (!verdict?.lawful) return null;
    return { from: this.#from.cell, seen_from: this.#from.type, to, seen_to: verdict.seen };
  }

  /** The shift was let go: nothing is shown any more. Say whether its last day had no answer yet. */
  end(): boolean {
    const isUnanswered = this.#verdicts.get(this.#over) === null;
    this.#over = "";
    return isUnanswered;
  }
}
