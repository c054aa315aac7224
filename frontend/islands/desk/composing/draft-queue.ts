// Which drafts are to be sent, and in which order: one at a time of each form, and none is lost
// that failed. Knows no page and no network.

/** What became of a draft that was sent; `called back`: its record goes, or its page. */
export type Outcome = "saved" | "waiting" | "ended" | "called back";

/** What the page does for it. */
export interface Page<Form> {
  isThere(form: Form): boolean;
  post(form: Form, signal: AbortSignal, isLeaving: boolean): Promise<Outcome>;
  say(form: Form, word: "saved" | "waiting" | "ended" | ""): void;
  /** Call `save` after so many milliseconds, instead of when it was planned before. */
  plan(form: Form, after: number): void;
  /** Forget what was planned. */
  cancel(form: Form): void;
}

export const WAIT_MS = 600;
export const RETRY_MS = 3_000;

export class DraftQueue<Form extends object> {
  private readonly unsent = new Set<Form>();
  /** What is on its way of a form, and how to call it back. */
  private readonly sending = new Map<Form, Promise<void>>();
  private readonly inFlight = new Map<Form, AbortController>();

  constructor(private readonly page: Page<Form>) {}

  /** Note that somebody typed. */
  changed(form: Form): void {
    this.unsent.add(form);
    this.page.say(form, "");
    this.page.plan(form, WAIT_MS);
  }

  /** Send what was typed, after what is on its way: of two at once the older could be kept. */
  save(form: Form): Promise<void> {
    this.page.cancel(form);
    const saved = (this.sending.get(form) ?? Promise.resolve()).then(() => this.send(form));
    this.sending.set(form, saved);
    return saved.finally(() => {
      if (this.sending.get(form) === saved) this.sending.delete(form);
    });
  }

  /** Send all, and wait for what is on its way. */
  async flush(): Promise<void> {
    await Promise.all([...new Set([...this.unsent, ...this.sending.keys()])].map((form) => this.save(form)));
  }

  /** The line is back: what waits goes now. */
  retry(): void {
    for (const form of this.unsent) this.page.plan(form, 0);
  }

  /** The page goes: also what is on its way, which ends with its page, is sent so that it outlives it. */
  leave(): void {
    for (const form of new Set([...this.unsent, ...this.inFlight.keys()])) {
      this.callBack(form);
      this.unsent.add(form);
      void this.send(form, true);
    }
  }

  /** Wait for what is on its way of a form, but for what was typed since; undefined if nothing is. */
  settled(form: Form): Promise<void> | undefined {
    const sending = this.sending.get(form);
    if (sending) this.unsent.delete(form);
    return sending;
  }

  callBack(form: Form): void {
    this.inFlight.get(form)?.abort();
    this.inFlight.delete(form);
  }

  /** A record that is being sent is no draft any more. */
  taken(form: Form): void {
    this.callBack(form);
    this.page.cancel(form);
    this.unsent.delete(form);
  }

  /** It did not arrive: it is a draft again. */
  later(form: Form, why: "waiting" | "ended" = "waiting"): void {
    this.unsent.add(form);
    this.page.say(form, why);
    this.page.plan(form, RETRY_MS);
  }

  private async send(form: Form, isLeaving = false): Promise<void> {
    const isWanted = this.unsent.delete(form) && this.page.isThere(form);
    if (!isWanted) return;
    const asking = new AbortController();
    this.inFlight.set(form, asking);
    const outcome = await this.page.post(form, asking.signal, isLeaving);
    if (this.inFlight.get(form) === asking) this.inFlight.delete(form);
    if (outcome === "waiting" || outcome === "ended") this.later(form, outcome);
    // What was typed meanwhile is not saved
    else if (outcome === "saved" && !this.unsent.has(form)) this.page.say(form, "saved");
  }
}
