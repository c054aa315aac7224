// The application in the form of this tab, and its row in the telephone. Another tab may have the
// same one: whoever writes first keeps it, and nothing that the other typed or sent is written over.
import { type Application, blank, isEmpty, isUntouched } from "../waiting/application";
import type { ApplicationStore } from "../waiting/store";

type Fields = Application["fields"];

export class Sheet {
  application = blank();
  /** When the row was written that this tab saw last; null where it has none yet. */
  #seen: number | null = null;
  #isTyped = false;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #kept: ApplicationStore;
  readonly #read: () => Fields;

  /** `read` tells what stands in the form. */
  constructor(kept: ApplicationStore, read: () => Fields) {
    this.#kept = kept;
    this.#read = read;
  }

  /** Take up an application; `isKept` where it came from the telephone. */
  open(application: Application, isKept: boolean): void {
    this.application = application;
    this.#seen = isKept ? application.written : null;
    this.#isTyped = false;
  }

  /** Note that something was typed or chosen that is not kept yet. */
  touch(): void {
    this.#isTyped = true;
  }

  setPhotos(photos: Blob[]): void {
    this.application = { ...this.application, photos };
    this.touch();
  }

  /** Keep what was typed. Throws where the telephone has no room for it. */
  save(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isTyped) await this.#write("draft");
    });
  }

  /** Let it go out. Throws where the telephone has no room for it. */
  send(): Promise<void> {
    return this.#inTurn(() => this.#write("waiting"));
  }

  /** Take up what is in its place since another tab sent, changed or deleted it; returns whether it did. */
  giveWay(): Promise<boolean> {
    return this.#inTurn(async () => {
      const found = (await this.#kept.all()).find(({ key }) => key === this.application.key) ?? null;
      // What is typed here goes on under a key of its own
      if (this.#isTyped || isUntouched(found, this.#seen)) return false;
      if (found?.state === "draft") this.open(found, true);
      else this.open(blank(), false);
      return true;
    });
  }

  async #write(state: Application["state"]): Promise<void> {
    this.#isTyped = false;
    const written = Date.now();
    const mine: Application = { ...this.application, state, fields: this.#read(), written };
    const next = isEmpty(mine) ? null : mine;
    try {
      const after = await this.#kept.change(mine.key, (found) => {
        return isUntouched(found, this.#seen) ? next : found;
      });
      if (next && after === next) this.#seen = written;
      else await this.#writeAnew(next);
    } catch (error) {
      this.#isTyped = true;
      throw error;
    }
  }

  /** Go on under another key: the row is another tab's, or is gone. */
  async #writeAnew(mine: Application | null): Promise<void> {
    const key = crypto.randomUUID();
    if (mine) await this.#kept.change(key, () => ({ ...mine, key }));
    this.application = { ...this.application, key };
    this.#seen = mine ? mine.written : null;
  }

  /** One after the other: two writes of one tab are not two tabs. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
