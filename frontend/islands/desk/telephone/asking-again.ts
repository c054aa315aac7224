// Something that is amiss is asked about again and again, ever more seldom. Pure, with a clock.
import { Retries } from "../../live/retries";

type Clock = Pick<Window, "setTimeout" | "clearTimeout">;

export class AskingAgain {
  private timer = 0;
  private readonly retries = new Retries<AskingAgain>();

  constructor(
    private readonly isAmiss: () => boolean,
    private readonly ask: () => void,
    private readonly clock: Clock,
  ) {}

  /** Hear that something may have changed. */
  look(): void {
    if (!this.isAmiss()) this.rest();
    else if (!this.timer) this.timer = this.clock.setTimeout(() => this.again(), this.retries.failed(this));
  }

  private again(): void {
    this.timer = 0;
    if (this.isAmiss()) this.ask();
    this.look();
  }

  private rest(): void {
    this.clock.clearTimeout(this.timer);
    this.timer = 0;
    this.retries.succeeded(this);
  }
}
