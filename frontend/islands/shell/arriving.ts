// Puts a page that was fetched into the frame of the one that is shown. The call bar stays as it
// is: it is live by itself, and the telephone in it would end if it were drawn anew.
import { htmx } from "../desk/htmx";
import { user } from "../sessions/unsent";
import { ARRIVED } from "./while-here";

/** So long a page waits for its style sheets before it is shown without them. */
const STYLES_MS = 3_000;

/** Tell whether a page stands in the same frame: of the same person, in the same language. */
export function fits(page: Document): boolean {
  const isOurs = page.documentElement.classList.contains("staff") && page.body.dataset.user === user();
  const isRead = page.documentElement.lang === document.documentElement.lang;
  // Scripts below the head run by the browser alone, once the page is loaded whole
  return isOurs && isRead && !!page.querySelector("main#content") && !page.querySelector("body script");
}

/**
 * Have what a page looks like and what hears its keys; resolves when it can be shown. A key that is
 * pressed on what is to be seen is heard: scripts that came behind the page would have lost it.
 */
export async function prepare(page: Document): Promise<void> {
  const dressed = Promise.all(addSheets(page));
  const late = new Promise((done) => setTimeout(done, STYLES_MS));
  await Promise.all([Promise.race([dressed, late]), ...scripts(page)]);
}

/** Show a page that is prepared. */
export function arrive(page: Document): void {
  removeSheets(page);
  document.title = page.title;
  document.documentElement.dataset.theme = page.documentElement.dataset.theme;
  replaceMenu(page);
  const search = document.querySelector<HTMLInputElement>("#bar-find");
  if (search) search.value = page.querySelector<HTMLInputElement>("#bar-find")?.value ?? "";
  const main = page.querySelector("main#content")!;
  // It is on its way until its scripts are there and the cursor has its place
  main.toggleAttribute("data-leaving", true);
  const shown = document.querySelector<HTMLElement>("main#content")!;
  htmx().swap(shown, main.outerHTML, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0, ignoreTitle: true }, {
    eventInfo: { target: shown },
  });
  document.dispatchEvent(new Event(ARRIVED));
}

/** The menu and its marks; its numbers are live and stay, and what was opened meanwhile is open. */
function replaceMenu(page: Document): void {
  const fresh = page.querySelector<HTMLElement>("header.topbar");
  if (!fresh) return;
  const menu = document.querySelector("header.topbar");
  const taken = document.importNode(fresh, true);
  for (const number of menu?.querySelectorAll("[role=status][id]") ?? []) {
    taken.querySelector(`#${number.id}`)?.replaceWith(number);
  }
  for (const count of taken.querySelectorAll("[data-menu-count]")) {
    count.innerHTML = document.getElementById(count.id)?.innerHTML ?? "";
  }
  const wasOpen = [...(menu?.querySelectorAll("details") ?? [])].map((each) => each.open);
  taken.querySelectorAll("details").forEach((each, place) => (each.open = wasOpen[place] ?? false));
  if (menu) menu.replaceWith(taken);
  else document.querySelector(".callbar")?.before(taken);
  htmx().process(taken);
}

function sheets(of: Document): HTMLLinkElement[] {
  return [...of.head.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
}

const sign = (sheet: HTMLLinkElement): string => `${sheet.getAttribute("href")}|${sheet.media}`;

/** Add the style sheets of the page that comes, in its order, and give what loads. */
function addSheets(page: Document): Promise<void>[] {
  const wanted = sheets(page);
  const old = sheets(document);
  const loading: Promise<void>[] = [];
  let after: Node | null = old.at(-1)?.nextSibling ?? null;
  for (const sheet of wanted.toReversed()) {
    const here = old.find((each) => sign(each) === sign(sheet));
    const link = here ?? document.importNode(sheet, true);
    if (!here) {
      loading.push(loaded(link));
      document.head.insertBefore(link, after);
    }
    after = link;
  }
  return loading;
}

function removeSheets(page: Document): void {
  const kept = sheets(page).map(sign);
  for (const sheet of sheets(document)) if (!kept.includes(sign(sheet))) sheet.remove();
}

/** Load the scripts that only this page has; one that was here before listens still. */
function scripts(page: Document): Promise<void>[] {
  const here = [...document.scripts].map((script) => script.src);
  const wanted = [...page.head.querySelectorAll<HTMLScriptElement>("script[type=module][src]")];
  return wanted
    .map((script) => new URL(script.getAttribute("src")!, location.origin).href)
    .filter((address) => !here.includes(address))
    .map((address) => {
      const script = document.createElement("script");
      [script.type, script.src] = ["module", address];
      document.head.append(script);
      return loaded(script);
    });
}

/** Wait until a file is there, or is known not to come. */
function loaded(element: HTMLElement): Promise<void> {
  return new Promise((done) => {
    element.addEventListener("load", () => done(), { once: true });
    element.addEventListener("error", () => done(), { once: true });
  });
}
