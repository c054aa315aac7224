// The list of applications in this telephone: what each is, and what its owner can do with it.
import type { Application, Shown } from "../waiting/application";
import { owner } from "../waiting/sending";
import { type Entry, entry } from "./entry";

/** What the form does with one of the list. */
export interface Ways {
  change(key: string): Promise<void>;
  send(): Promise<unknown>;
}

interface Drawn {
  facts: string;
  state: Shown;
  item: Element;
}

/** The list on the page. What looks as before stays as it is, with what is open or focused in it. */
export class List {
  readonly #box: HTMLElement;
  readonly #ways: Ways;
  readonly #drawn = new Map<string, Drawn>();
  #isFirst = true;

  constructor(box: HTMLElement, ways: Ways) {
    this.#box = box;
    this.#ways = ways;
  }

  /** Draw all but the one that is in the form. */
  draw(applications: Application[]): void {
    this.#box.hidden = applications.length === 0;
    this.#removeAllBut(new Set(applications.map(({ key }) => key)));
    const list = this.#box.querySelector("ul")!;
    const newestFirst = [...applications].sort((one, other) => other.written - one.written);
    newestFirst.forEach((one, place) => {
      const item = this.#item(one);
      const there = list.children[place] ?? null;
      if (there !== item) list.insertBefore(item, there);
    });
    this.#isFirst = false;
  }

  #removeAllBut(keys: Set<string>): void {
    for (const [key, { item }] of this.#drawn) {
      if (keys.has(key)) continue;
      item.remove();
      this.#drawn.delete(key);
    }
  }

  #item(application: Application): Element {
    const shown = entry(application, document.documentElement.lang, Date.now());
    const facts = JSON.stringify(shown);
    const before = this.#drawn.get(application.key);
    if (before?.facts === facts) return before.item;
    const item = drawn(this.#box, application.key, shown, this.#ways);
    before?.item.replaceWith(item);
    this.#drawn.set(application.key, { facts, state: shown.state, item });
    if (!this.#isFirst && before?.state !== shown.state) say(item);
    return item;
  }
}

/** Tell those who hear the page in one line how one stands now. */
function say(item: Element): void {
  const words = item.querySelector(".lead-line")!.textContent!.trim();
  document.querySelector("#kept-said")!.textContent = words;
}

function drawn(box: HTMLElement, key: string, shown: Entry, ways: Ways): Element {
  const template = box.querySelector<HTMLTemplateElement>(`template[data-kept=${shown.state}]`)!;
  const item = document.importNode(template.content, true).firstElementChild!;
  write(item, "summary", shown.summary);
  write(item, "count", String(shown.photos));
  if (shown.photos === 0) item.querySelector("[data-photos]")?.remove();
  // Where the server said nothing the page has words of its own
  if (shown.trouble) write(item, "trouble", shown.trouble);
  write(item, "when", shown.when);
  write(item, "code", shown.code);
  item.querySelector<HTMLAnchorElement>("[data-link]")?.setAttribute("href", shown.link);
  if (!shown.canChange) item.querySelector("[data-open]")?.remove();
  onPress(item, "drop", () => owner.discard(key, shown.state));
  onPress(item, "open", () => ways.change(key));
  onPress(item, "send", () => owner.release(key).then(ways.send));
  onPress(item, "anew", () => owner.sendAnew(key).then(ways.send));
  return item;
}

function write(item: Element, name: string, words: string): void {
  const part = item.querySelector<HTMLElement>(`[data-${name}]`);
  if (part) part.textContent = words;
}

/** Once: what is on its way is waited for. */
function onPress(item: Element, name: string, act: () => Promise<unknown>): void {
  const button = item.querySelector<HTMLButtonElement>(`[data-${name}]`);
  button?.addEventListener("click", () => {
    button.disabled = true;
    void act().finally(() => (button.disabled = false));
  });
}
