// On every page: htmx, and what a page says when a fetch of a fragment fails.
import htmx from "htmx.org";
import "./sessions/ended";
import "./shell/chosen-files";
import "./shell/menu-sections";
import { ARRIVED } from "./shell/while-here";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}
window.htmx = htmx;

// All scripts of the page have run, and htmx has read it: what is pressed from now on is heard.
document.addEventListener("htmx:load", () => (document.documentElement.dataset.ready = ""), { once: true });

/** Say a sentence in the page's own status line; an empty one takes it away. */
function say(words: string): void {
  const line = document.querySelector<HTMLElement>("#page-status");
  if (!line) return;
  line.hidden = words === "";
  line.querySelector("[data-words]")!.textContent = words;
}

function words(name: "failed" | "refused"): string {
  return document.querySelector<HTMLElement>("#page-status")?.dataset[name] ?? "";
}

document.addEventListener("htmx:sendError", () => say(words("failed")));
// A page that did not come is said until something that was asked for comes: a page, a file, or the
// answer to a form of a part. A part that a hint fetched does not take it back, and nothing that failed.
let isUnreachable = false;
interface Loaded {
  elt: Element;
  requestConfig: { verb: string };
  successful: boolean;
}
function reached(): void {
  isUnreachable = false;
  say("");
}
document.addEventListener("page:unreachable", () => {
  isUnreachable = true;
  say(words("failed"));
});
document.addEventListener("htmx:responseError", (event) => {
  // A session that ended has words of its own (sessions/ended.ts)
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
  if (xhr.status !== 401) say(words("refused"));
});
document.addEventListener("htmx:afterOnLoad", (event) => {
  const { elt, requestConfig, successful } = (event as CustomEvent<Loaded>).detail;
  const isAnswer = isUnreachable ? requestConfig.verb !== "get" : elt.closest("[data-aside]") === null;
  if (successful && isAnswer) reached();
});
document.addEventListener(ARRIVED, reached);
document.addEventListener("page:reached", reached);

// A form sends once, however often its button is pressed; the server keeps the promise as well.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) {
    delete form.dataset.sent;
  }
});

// A form that came back with its errors stands in the history as what was sent, and Back to it
// would ask to send again: its entry becomes the page it was filled in on.
if (document.body.hasAttribute("data-posted")) {
  const from = document.referrer && new URL(document.referrer);
  const page = from && from.origin === location.origin ? from.href : location.href;
  history.replaceState(history.state, "", page);
}

// A menu closes by Escape and by a click beside it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (!menu.contains(event.target as Node)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector<HTMLDetailsElement>("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
});
