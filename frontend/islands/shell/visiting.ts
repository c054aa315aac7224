// Pages of staff come into this one: a menu click never ends a call. Links, forms and the browser's
// Back fetch a page as a whole load would ask for it, and its content takes the place of what is
// shown (docs/adr/0028). Without a call bar, or without this script, links are links.
import { flush, leave } from "../desk/composing/drafts";
import { PAGE_MS, TRANSFER_MS, within } from "../network/limits";
import { putBack, typedHere, user } from "../sessions/unsent";
import { arrive, fits, prepare } from "./arriving";
import { entryOf, leads, nameOf, shownBy, type Entry } from "./ways";

/** So long the browser may take to open or save a file that was fetched. */
const FILE_MS = 60_000;
const REFUSED = 400;
/** Stands for an entry of the history that a part of a page made. */
const NOT_VISITED = -1;

interface Visit {
  address: string;
  /** What a form sends; nothing for a page that is only looked at. */
  body?: BodyInit;
  /** Going through the history: the entry is there already, and how far it was scrolled. */
  back?: Stand;
  /** Nobody asked for it here: a cursor that is in the bar stays there. */
  byItself?: boolean;
}

interface Stand {
  visit?: number;
  top?: number;
}

let asking: AbortController | null = null;
let sent: HTMLFormElement | null = null;
/** Where the page that is shown stands in the history. */
let here = location.pathname + location.search;
let number = 0;
/** What was typed on the pages that one may go back to, by their numbers; gone with this window. */
const typed = new Map<number, ReturnType<typeof typedHere>>();
/** The number of the page that is shown. */
let shown = 0;

const main = (): HTMLElement => document.querySelector<HTMLElement>("#content")!;
const tell = (name: string): boolean => document.dispatchEvent(new Event(name));

/** Go to a page of this site; the frame and the telephone stay. */
export async function visit(address: string, byItself = false): Promise<void> {
  await go({ address: new URL(address, location.href).href, byItself });
}

async function go(way: Visit): Promise<void> {
  asking?.abort();
  const mine = (asking = new AbortController());
  busy(true);
  try {
    await flush();
    if (!mine.signal.aborted) await show(way, await ask(way, mine.signal), mine.signal);
  } catch (error) {
    if (!mine.signal.aborted) failed(error);
  } finally {
    if (asking === mine) busy(false);
  }
}

function ask({ address, body }: Visit, signal: AbortSignal): Promise<Response> {
  const headers = { Accept: "text/html", ...(user() ? { "X-Signed-In-As": user() } : {}) };
  // What was sent goes through, whatever is pressed meanwhile
  if (body !== undefined) return fetch(address, { method: "POST", body, headers, signal: within(TRANSFER_MS) });
  // An answer begins soon or never; a file that has begun may take its time
  const late = new AbortController();
  const timer = window.setTimeout(() => late.abort(new DOMException("no answer", "TimeoutError")), PAGE_MS);
  const both = AbortSignal.any([signal, late.signal]);
  return fetch(address, { headers, signal: within(TRANSFER_MS, both) }).finally(() => window.clearTimeout(timer));
}

async function show(way: Visit, answer: Response, signal: AbortSignal): Promise<void> {
  const isPost = way.body !== undefined;
  const disposition = answer.headers.get("Content-Disposition") ?? "";
  const type = answer.headers.get("Content-Type") ?? "";
  const kind = shownBy({ status: answer.status, type, disposition }, isPost);
  if (signal.aborted) return;
  if (kind === "ended") return void tell("session:ended");
  if (kind === "failed") return failed(null);
  if (kind === "file") {
    give(await answer.blob(), disposition, answer.url);
    return void tell("page:reached");
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // The line may have come back with this page
  await flush();
  if (signal.aborted) return;
  leave();
  if (!fits(page)) return void location.assign(answer.url);
  await prepare(page);
  if (signal.aborted) return;
  typed.set(shown, isPost && answer.status < REFUSED ? {} : typedHere());
  if (!way.back) {
    keepTop();
    enter(entryOf(answer, isPost, location.href.replace(/#.*/, "")), new URL(way.address).hash);
  }
  here = location.pathname + location.search;
  arrive(page);
  shown = (history.state as Stand | null)?.visit ?? NOT_VISITED;
  if (way.back) putBack(typed.get(shown) ?? {});
  tell("session:lives");
  const isElsewhere = document.activeElement !== document.body && !main().contains(document.activeElement);
  if (!way.byItself || !isElsewhere) settle(way.back?.top ?? 0);
}

function enter({ address, isNew }: Entry, hash: string): void {
  if (!isNew) return;
  const stand: Stand = { visit: ++number };
  history.pushState(stand, "", address + hash);
}

/** The cursor at the first thing to read: what is wrong, what was said, or the heading. */
function settle(top: number): void {
  const place = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const first = main().querySelector<HTMLElement>("[aria-invalid=true], [autofocus], [data-focus]");
  const words = first ?? main().querySelector<HTMLElement>(":scope > [role=status], h1") ?? main();
  if (!words.matches("input, select, textarea, button, a, [tabindex]")) words.tabIndex = -1;
  words.focus({ preventScroll: true });
  if (place && !top) place.scrollIntoView();
  else window.scrollTo(0, top);
}

function failed(error: unknown): void {
  const isLine = error instanceof TypeError || (error as Error | null)?.name === "TimeoutError";
  if (error && !isLine) console.error(error);
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) delete form.dataset.sent;
  tell("page:unreachable");
}

function busy(is: boolean): void {
  main().toggleAttribute("data-leaving", is);
}

/** Save a file, or show one that is to be looked at beside this page. */
function give(content: Blob, disposition: string, address: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  if (disposition.startsWith("attachment")) link.download = nameOf(disposition, address);
  else link.target = "_blank";
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), FILE_MS);
}

function pressed(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
  if (event.defaultPrevented || !link || link.closest("[data-whole]")) return;
  const { href, target } = link;
  if (!leads({ href, target, isDownload: link.hasAttribute("download") }, event, location.href)) return;
  event.preventDefault();
  const menu = link.closest<HTMLDetailsElement>("details.menu");
  if (menu) menu.open = false;
  void go({ address: href });
}

function submitted(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  const by = event.submitter;
  const method = by?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get";
  if (event.defaultPrevented || method === "dialog" || form.closest("[data-whole]") || form.target) return;
  event.preventDefault();
  if (sent === form) return;
  const data = new FormData(form, by);
  const address = new URL(by?.getAttribute("formaction") ?? form.getAttribute("action") ?? "", location.href);
  // FormData of a form without files holds words only
  const words = new URLSearchParams(data as unknown as Record<string, string>);
  if (method !== "post") {
    address.search = words.toString();
    return void go({ address: address.href });
  }
  sent = form;
  const body = form.enctype === "multipart/form-data" ? data : words;
  void go({ address: address.href, body }).finally(() => (sent = null));
}

/** Remember how far this entry is scrolled, for who comes back to it. */
function keepTop(): void {
  const stand: Stand = { ...(history.state as Stand | null), top: window.scrollY };
  history.replaceState(stand, "");
}

function movedThroughHistory(event: PopStateEvent): void {
  const stand = event.state as Stand | null;
  const to = location.pathname + location.search;
  // htmx would load the page whole
  event.stopImmediatePropagation();
  if (to === here && (location.hash || stand?.visit === undefined)) return;
  void go({ address: location.href, back: stand ?? {} });
}

function begin(): void {
  const stand = history.state as Stand | null;
  history.scrollRestoration = "manual";
  number = shown = stand?.visit ?? 0;
  history.replaceState({ ...stand, visit: number }, "");
  // Loaded anew, the page is where it was
  if (stand?.top) window.scrollTo(0, stand.top);
  window.addEventListener("popstate", movedThroughHistory, true);
  document.addEventListener("scrollend", keepTop);
  // Behind all others, which answer a press or a form by themselves
  window.addEventListener("click", pressed);
  window.addEventListener("submit", submitted);
  document.addEventListener("htmx:pushedIntoHistory", () => (here = location.pathname + location.search));
  // What was fetched for a part of the page says that a whole one is wanted
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    const address = xhr.getResponseHeader("HX-Redirect");
    if (!address) return;
    event.preventDefault();
    void visit(address);
  });
}

if (document.querySelector("#bar")) begin();
