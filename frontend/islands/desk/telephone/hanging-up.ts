// Who ends a call: the switchboard, and the telephone itself where nobody carries the key out. Pure,
// with a clock.

type Clock = Pick<Window, "setTimeout" | "clearTimeout">;

/** The server takes the wish within so long, or the telephone says good-bye. */
export const ANSWER_MS = 1_000;
/** A call that still stands so long after it: the server is asked whether a switchboard heard of it. */
export const HEARD_MS = 3_000;

interface Line {
  /** Which call the telephone has now. */
  call: () => string;
  hangUp: () => void;
  /** Look at the bar, and say when its answer was heard. */
  ask: (heard: () => void) => void;
}

export class HangingUp {
  private ending = "";
  private timer = 0;

  constructor(
    private readonly line: Line,
    private readonly clock: Clock,
  ) {}

  /** Somebody pressed the key. */
  press(): void {
    this.clock.clearTimeout(this.timer);
    this.ending = this.line.call();
    if (this.ending) this.timer = this.clock.setTimeout(() => this.byItself(), ANSWER_MS);
  }

  /** The server answered, and took the wish or not. */
  answered(taken: boolean): void {
    this.clock.clearTimeout(this.timer);
    if (!taken) return this.byItself();
    // In a consultation the call stands by right: what became of the wish, the server knows
    if (this.stands()) this.timer = this.clock.setTimeout(() => this.ask(), HEARD_MS);
  }

  /** No switchboard carries it out: none runs, or it knows no such call. */
  byItself(): void {
    const stands = this.stands();
    this.ending = "";
    if (stands) this.line.hangUp();
  }

  /** The server was asked, and says nothing else: what stands now, stands by right. */
  private ask(): void {
    if (!this.stands()) return;
    const asked = this.timer;
    this.line.ask(() => {
      // Unless the key was pressed again
      if (this.timer === asked) this.ending = "";
    });
  }

  private stands(): boolean {
    return this.ending !== "" && this.line.call() === this.ending;
  }
}
