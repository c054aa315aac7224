// A list does not move under the reader's hand: another order waits until it is asked for.
import { visit } from "../../shell/visiting";
import { cursor } from "./rows";

type Swap = CustomEvent<{
  target: HTMLElement;
  requestConfig: { triggeringEvent?: Event };
  serverResponse: string;
  shouldSwap: boolean;
}>;
interface Deed {
  target: Element;
  requestConfig: { verb: string };
  successful: boolean;
}

function rows(within: ParentNode): string[] {
  return [...within.querySelectorAll("[data-row]")].map((row) => row.id);
}

function inUse(list: HTMLElement): boolean {
  return list.matches(":hover") || list.contains(document.activeElement);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event as Swap;
  const list = detail.target;
  const hint = document.getElementById(list.dataset.still ?? "");
  if (!hint || !detail.shouldSwap) return;
  const fresh = rows(document.createRange().createContextualFragment(detail.serverResponse));
  const isWanted = detail.requestConfig.triggeringEvent?.type === "reload";
  const wait = !isWanted && inUse(list) && fresh.join(" ") !== rows(list).join(" ");
  if (wait) detail.shouldSwap = false;
  else keepCursor(list, fresh);
  hint.hidden = !wait;
});

/** Arrow keys go on from the list also when the row with the cursor leaves it. */
function keepCursor(list: HTMLElement, fresh: string[]): void {
  const row = document.activeElement?.closest("[data-row]");
  if (!row || !list.contains(row)) return;
  const next = cursor(rows(list), row.id, fresh);
  const goOn = (): void => {
    if (next && document.activeElement === document.body) document.getElementById(next)?.focus();
  };
  list.addEventListener("htmx:afterSwap", goOn, { once: true });
}

function reload(list: HTMLElement | null): void {
  list?.dispatchEvent(new CustomEvent("reload"));
}

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-reload]");
  reload(document.getElementById(button?.dataset.reload ?? ""));
});

// One's own work leaves the list at once, also while the mouse rests on it. What only a part of the
// pane asks, as the preview of an answer, is no work.
document.addEventListener("htmx:afterRequest", (event) => {
  const { target, requestConfig, successful } = (event as CustomEvent<Deed>).detail;
  if (!successful || requestConfig.verb === "get" || !target.matches("#case")) return;
  reload(document.querySelector<HTMLElement>("[data-still]"));
});

function mark(): void {
  const shown = document.querySelector<HTMLElement>("#case [data-shows]")?.dataset.shows;
  for (const row of document.querySelectorAll<HTMLElement>("[data-row]")) {
    if (shown && row.getAttribute("href") === shown) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}
document.addEventListener("htmx:afterSettle", mark);

// Up and down go through the rows.
document.addEventListener("keydown", (event) => {
  const row = (event.target as Element).closest<HTMLElement>("[data-row]");
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!row || !by) return;
  event.preventDefault();
  const all = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  all[all.indexOf(row) + by]?.focus();
});

// Where the window has room for one of both, a row leads to its page: Back is then the way to the list.
document.addEventListener("htmx:beforeRequest", (event) => {
  const row = (event.target as Element).closest<HTMLAnchorElement>(".workbench a[data-row]");
  if (!row || matchMedia("(min-width: 1001px)").matches) return;
  event.preventDefault();
  if (document.querySelector("#bar")) void visit(row.href);
  else location.assign(row.href);
});
