// A part of the page that is drawn anew while somebody is in it: an open menu stays open and the
// cursor stays on its button. A menu that was answered closes, and the cursor is back on its word.

interface Kept {
  menus: string[];
  cursor: Mark | null;
}

/** What a button is known by when another one stands in its place. */
interface Mark {
  sign: string;
  key: string;
  menu: string;
}

interface Swap {
  target: HTMLElement;
  isError: boolean;
  shouldSwap: boolean;
  requestConfig: { elt: Element };
}

const BUTTONS = "a[href], button, summary, input";
let kept: Kept | null = null;

function sign(element: HTMLElement): string {
  const form = element.closest("form");
  const own = ["name", "value", "href"].map((name) => element.getAttribute(name));
  return [element.tagName, element.dataset.key, ...own, form?.getAttribute("action")].join("|");
}

function menuOf(element: Element | null): HTMLDetailsElement | null {
  return element?.closest<HTMLDetailsElement>("details.menu") ?? null;
}

/** The menu that a request answers, by its name: a live update may have put another in its place. */
function answered({ isError, requestConfig }: Swap): string {
  const form = requestConfig.elt;
  return (!isError && form.matches("form") && menuOf(form)?.id) || "";
}

/** Close a menu and be back on its word, but for one that is used again and again. */
function close(id: string): void {
  const menu = document.getElementById(id);
  if (!(menu instanceof HTMLDetailsElement) || !menu.matches("[data-live] *:not([data-stays])")) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
}

function mark(element: Element | null, within: HTMLElement): Mark | null {
  if (!(element instanceof HTMLElement) || !within.contains(element)) return null;
  return { sign: sign(element), key: element.dataset.key ?? "", menu: menuOf(element)?.id ?? "" };
}

function found({ sign: wanted, key, menu }: Mark, within: HTMLElement): HTMLElement | undefined {
  const all = [...within.querySelectorAll<HTMLElement>(BUTTONS)];
  const shown = all.filter((element) => element.checkVisibility({ visibilityProperty: true }));
  return (
    shown.find((element) => sign(element) === wanted && (menuOf(element)?.id ?? "") === menu) ??
    shown.find((element) => key !== "" && element.dataset.key === key) ??
    shown.find((element) => menu !== "" && element.matches("summary") && menuOf(element)?.id === menu)
  );
}

// An answer that draws something else anew closes its menu all the same.
document.addEventListener("htmx:beforeSwap", (event) => {
  const swap = (event as CustomEvent<Swap>).detail;
  const done = answered(swap);
  if (!swap.shouldSwap || !swap.target.matches("[data-live]")) {
    if (done) close(done);
    return;
  }
  const open = [...swap.target.querySelectorAll<HTMLDetailsElement>("details.menu[open]")];
  kept = {
    menus: open.map((menu) => menu.id).filter((id) => id && id !== done),
    cursor: mark(document.activeElement, swap.target),
  };
});

document.addEventListener("htmx:afterSwap", (event) => {
  const { target } = (event as CustomEvent<Swap>).detail;
  if (!kept || !target.matches("[data-live]")) return;
  const { menus, cursor } = kept;
  kept = null;
  for (const id of menus) {
    const menu = document.getElementById(id);
    if (menu) (menu as HTMLDetailsElement).open = true;
  }
  const lost = !document.activeElement || document.activeElement === document.body;
  if (cursor && lost) found(cursor, target)?.focus();
});

export {};
