// Measures the line of a call as long as it lasts.
import { Line, sample, type Measured } from "./line";
import type { State } from "./states";

const EVERY_MS = 5_000;
/** So many intervals lie between two summaries; a browser that dies loses no more than these. */
const SUMMARY_AFTER = 6;

export class LineWatch {
  #line: Line | null = null;
  #ticking = 0;
  #ticks = 0;

  /** `said` hears when the page has to say something else, `measured` of summaries. */
  constructor(
    private readonly report: () => Promise<RTCStatsReport | undefined>,
    private readonly said: (bad: boolean) => void,
    private readonly measured: (figures: Measured) => void,
  ) {}

  /** Measure while the telephone talks, and sum up when it does not any more. */
  follow(state: State): void {
    const talks = state === "talking" || state === "held";
    if (talks === (this.#line !== null)) return;
    if (talks) this.#begin();
    else this.#end();
  }

  #begin(): void {
    this.#line = new Line();
    this.#ticks = 0;
    void this.#tick(this.#line);
    this.#ticking = window.setInterval(() => this.#line && void this.#tick(this.#line), EVERY_MS);
  }

  #end(): void {
    window.clearInterval(this.#ticking);
    this.#sumUp();
    if (this.#line?.bad) this.said(false);
    this.#line = null;
  }

  async #tick(line: Line): Promise<void> {
    const report = await this.report();
    if (!report || line !== this.#line) return;
    if (line.add(sample(report, performance.timeOrigin + performance.now()))) this.said(line.bad);
    if (this.#ticks++ % SUMMARY_AFTER === SUMMARY_AFTER - 1) this.#sumUp();
  }

  #sumUp(): void {
    const figures = this.#line?.measured();
    if (figures) this.measured(figures);
  }
}
