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

/** A live update may have put another menu in its place before the answer came. */
function standing(menu: HTMLDetailsElement | null): HTMLDetailsElement | null {
  if (!menu || menu.isConnected) return menu;
  return menu.id ? (document.getElementById(menu.id) as HTMLDetailsElement | null) : null;
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

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = (event as CustomEvent<Swap>).detail;
  if (!target.matches("[data-live]")) return;
  const answered = menuOf(requestConfig.elt);
  const open = [...target.querySelectorAll<HTMLDetailsElement>("details.menu[open]")];
  kept = {
    menus: open.filter((menu) => menu !== answered && menu.id).map((menu) => menu.id),
    cursor: mark(document.activeElement, target),
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

// An answer that draws something else anew closes its menu all the same, but for one that is used
// again and again.
document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, successful } = (event as CustomEvent<{ elt: Element; successful: boolean }>).detail;
  const menu = standing(menuOf(elt));
  if (!successful || !elt.matches("form") || !menu?.matches("[data-live] *:not([data-stays])")) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
});

export {};
