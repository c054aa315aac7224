// The unit's inbox: one key for each step, and a list that does not move under the reader's hand.
import type { default as htmx } from "htmx.org";
import "../desk/clocks/clocks";
import "../desk/copies";
import { along, plain } from "../desk/keys/presses";
import { whenRead } from "../desk/read";
import "../place/finding";
import { whileHere } from "../shell/while-here";
import { keepChoice } from "./choice";

type Swap = CustomEvent<{ target: Element; serverResponse: string; shouldSwap: boolean }>;

/** The parts of the page, where it is the inbox. */
let list: HTMLElement | null = null;
let changed: HTMLElement | null = null;
let panel: HTMLElement | null = null;
let asked = false;

function rows(within: ParentNode | null): HTMLAnchorElement[] {
  return within ? [...within.querySelectorAll<HTMLAnchorElement>("a[data-row]")] : [];
}

function order(within: ParentNode | null): string {
  return rows(within).map((row) => row.id).join(" ");
}

/** Mark the row of the application that is open. */
function mark(): void {
  for (const row of rows(list)) {
    if (location.pathname.startsWith(row.pathname)) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

/** Tell whether somebody points at the list or moves in it by keyboard. */
function inUse(): boolean {
  return !!list && (list.matches(":hover") || list.contains(document.activeElement));
}

// New words in a row are shown at once; another order waits until the reader asks for it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event as Swap;
  if (!list || detail.target !== list) return;
  const fresh = document.createRange().createContextualFragment(detail.serverResponse);
  const moves = order(fresh) !== order(list);
  const wait = moves && inUse() && !asked;
  if (wait) detail.shouldSwap = false;
  if (changed) changed.hidden = !wait;
  asked = false;
});

function reload(): void {
  asked = true;
  (window as unknown as { htmx: typeof htmx }).htmx.trigger(list!, "reload", {});
  list?.querySelector<HTMLElement>("a[data-row]")?.focus();
}

document.addEventListener("htmx:afterSwap", mark);
document.addEventListener("htmx:afterSettle", (event) => {
  mark();
  if (!panel || (event as CustomEvent<{ target: Element }>).detail.target !== panel) return;
  document.querySelector("main")?.classList.add("unit-open");
  panel?.scrollTo(0, 0);
});

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");
}

function move(step: number): void {
  const all = rows(list);
  const focused = all.indexOf(document.activeElement as HTMLAnchorElement);
  const open = all.findIndex((row) => row.getAttribute("aria-current") === "true");
  const row = all[along(focused >= 0 ? focused : open, step, all.length)];
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function back(): void {
  if (typing(document.activeElement)) (document.activeElement as HTMLElement).blur();
  const open = rows(list).find((row) => row.getAttribute("aria-current") === "true");
  (open ?? rows(list)[0])?.focus();
}

/** Open the filter and go to its words. */
function narrow(): void {
  const sieve = document.querySelector<HTMLDetailsElement>("#unit-sieve");
  if (!sieve) return;
  sieve.open = true;
  sieve.querySelector<HTMLInputElement>("[name=words]")?.focus();
}

/** Choose the row under the cursor for what is done to many, or take it out again. */
function choose(): void {
  const row = document.activeElement?.closest("li") ?? list?.querySelector("[aria-current]")?.closest("li");
  row?.querySelector<HTMLInputElement>("input[name=code]")?.click();
}

const keys: Record<string, () => void> = {
  x: choose,
  f: narrow,
  j: () => move(1),
  k: () => move(-1),
  // Only the note to colleagues: the question to the citizen has a field of the same name
  n: () => panel?.querySelector<HTMLElement>("form[data-note] textarea")?.focus(),
  Escape: back,
};

document.addEventListener("keydown", (event) => {
  // The keys of the telephone come first, where there is one
  if (event.defaultPrevented || !document.querySelector(".unit-page")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const composer = (event.target as HTMLElement).closest<HTMLFormElement>("form");
    composer?.requestSubmit(composer.querySelector<HTMLButtonElement>("[data-submit]"));
    return;
  }
  const key = plain(event);
  if (!key || (typing(event.target) && key !== "Escape")) return;
  const step = keys[key];
  const button = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!step && !button) return;
  event.preventDefault();
  whenRead(() => (step ? step() : button!.click()));
});

whileHere(".unit-page", (page, signal) => {
  list = page.querySelector("#inbox-list");
  changed = page.querySelector("#inbox-changed");
  panel = page.querySelector("#case-panel");
  changed?.addEventListener("click", reload);
  if (list) keepChoice(list, signal);
  mark();
  page.querySelector("a[data-row][aria-current]")?.scrollIntoView({ block: "nearest" });
  // After an error one goes on at the first wrong field.
  panel?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus({ preventScroll: true });
  signal.addEventListener("abort", () => (list = changed = panel = null));
});
