// A shift on its way to another day: the law is asked once for each day, and the shift may be dropped
// only where it has said yes. Pure.

export interface MoveAnswer {
  lawful: boolean;
  words: string;
}

type Ask = (to: string) => Promise<MoveAnswer>;
type Show = (to: string, verdict: MoveAnswer) => void;

export class Drag {
  readonly from: string;
  readonly #ask: Ask;
  readonly #show: Show;
  // Null: asked, and not answered yet
  readonly #verdicts = new Map<string, MoveAnswer | null>();
  #over = "";

  constructor(from: string, ask: Ask, show: Show) {
    this.from = from;
    this.#ask = ask;
    this.#show = show;
  }

  /** The shift is over a day now: show what is known of it, or ask. */
  async enter(to: string): Promise<void> {
    if (to === this.#over) return;
    this.#over = to;
    if (to === this.from) return;
    const known = this.#verdicts.get(to);
    if (known) this.#show(to, known);
    if (known !== undefined) return;
    this.#verdicts.set(to, null);
    const verdict = await this.#ask(to).catch(() => null);
    if (verdict) this.#verdicts.set(to, verdict);
    else this.#verdicts.delete(to);
    // A late answer is of a day that was left
    if (verdict && this.#over === to) this.#show(to, verdict);
  }

  accepts(to: string): boolean {
    return this.#verdicts.get(to)?.lawful ?? false;
  }
}
