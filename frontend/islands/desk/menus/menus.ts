// A menu that was answered closes, and the cursor is back on its word. Where a button goes away
// with the state it was for, the cursor is on the one that has its key now.
import { isDone } from "./answered";

interface Swap {
  target: HTMLElement;
}

interface Answer {
  requestConfig: { elt: Element };
  xhr: XMLHttpRequest;
}

let key = "";

function visible(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** The menu that a form stands in, but for one that is used again and again. */
function menuOf(element: Element): HTMLDetailsElement | null {
  return element.closest<HTMLDetailsElement>("[data-live] details.menu:not([data-stays])");
}

document.addEventListener("htmx:afterRequest", (event) => {
  const { requestConfig, xhr } = (event as CustomEvent<Answer>).detail;
  // The form may be gone with the state it was for: htmx tells what it stood in
  const menu = requestConfig.elt.matches("form") ? menuOf(event.target as Element) : null;
  if (!menu?.open || !isDone(xhr.status)) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = (event as CustomEvent<Swap>).detail;
  const here = document.activeElement as HTMLElement | null;
  if (target.matches("[data-live]")) key = (target.contains(here) && here?.dataset.key) || "";
});

document.addEventListener("htmx:afterSwap", (event) => {
  const { target } = (event as CustomEvent<Swap>).detail;
  if (!key || !target.matches("[data-live]") || document.activeElement !== document.body) return;
  const all = [...target.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)];
  all.find(visible)?.focus();
});
