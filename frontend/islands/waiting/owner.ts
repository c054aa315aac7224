// What the owner of an application does with one that waits in the telephone.
import { type Application, blank, canChange, type Shown, shown } from "./application";
import type { Become, ApplicationStore } from "./store";
import type { Line } from "./round";

export class Owner {
  readonly #kept: ApplicationStore;
  readonly #line: Pick<Line, "alone" | "now">;

  constructor(kept: ApplicationStore, line: Pick<Line, "alone" | "now">) {
    this.#kept = kept;
    this.#line = line;
  }

  /** Take one out of what is sent, to be changed; null if it is gone, or may have arrived. */
  async withdraw(key: string): Promise<Application | null> {
    const found = await this.#change(key, (one) => {
      return one && canChange(one) ? { ...one, state: "draft", trouble: "", failures: 0, rests: 0 } : one;
    });
    return found?.state === "draft" ? found : null;
  }

  /** Delete one for good, if it still is what its owner saw: one that arrived meanwhile has a code. */
  discard(key: string, seen: Shown): Promise<unknown> {
    return this.#change(key, (one) => (one?.state === "taken" && seen !== "taken" ? one : null));
  }

  /** Let one that was written long ago be sent all the same. */
  release(key: string): Promise<unknown> {
    const now = this.#line.now();
    return this.#change(key, (one) => {
      return one && shown(one, now) === "old" ? { ...one, written: now, failures: 0, rests: 0 } : one;
    });
  }

  /** Send one whose key the server knows by other words as one of its own. */
  sendAnew(key: string): Promise<void> {
    return this.#line.alone(key, async () => {
      const one = (await this.#kept.all()).find((each) => each.key === key);
      if (one?.state !== "known") return;
      const anew = { ...blank(one.fields), state: "waiting", photos: one.photos } as const;
      await this.#kept.change(anew.key, () => anew);
      await this.#kept.change(key, () => null);
    });
  }

  /** One that is on its way just now changes when its answer is known. */
  #change(key: string, become: Become): Promise<Application | null> {
    return this.#line.alone(key, () => this.#kept.change(key, become));
  }
}
