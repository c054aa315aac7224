// Pages of the desk are fetched into this one, so that a call is never cut by a click.
import { flush } from "./drafts";

// Before htmx reads the page: links of the bar that stay at the desk, and the wall of one who has
// a telephone there. From a page with other scripts the way back to the desk loads it whole; the
// call comes along, as through a reload.
const beside = document.querySelector("#bar") ? ", .topbar a[href='/live/']" : "";
const atDesk = document.querySelector("main.desk-page") !== null;
const links = atDesk ? `.topbar a[href^='/desk/']${beside}` : "#none";
for (const link of document.querySelectorAll<HTMLAnchorElement>(links)) {
  link.setAttribute("hx-get", link.getAttribute("href")!);
  link.setAttribute("hx-target", "#content");
  link.setAttribute("hx-select", "#content");
  link.setAttribute("hx-swap", "outerHTML show:window:top");
  link.setAttribute("hx-push-url", "true");
}
const find = document.querySelector<HTMLFormElement>(".bar-search");
if (find && atDesk) {
  find.setAttribute("hx-post", find.getAttribute("action")!);
  find.setAttribute("hx-target", "#content");
  find.setAttribute("hx-select", "#content");
  find.setAttribute("hx-swap", "outerHTML");
  find.setAttribute("hx-push-url", "true"); // Back from a case leads to what was found
}

/** Mark the link of the bar under which the page lies: the longest one that fits. */
function markPlace(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".topbar nav a")];
  const fitting = links.filter((link) => location.pathname.startsWith(link.pathname));
  const here = fitting.sort((one, other) => other.pathname.length - one.pathname.length)[0];
  for (const link of links) {
    if (link === here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}
document.addEventListener("htmx:pushedIntoHistory", markPlace);

document.addEventListener("htmx:confirm", (event) => {
  const { target, issueRequest } = (event as CustomEvent<{
    target: HTMLElement;
    issueRequest: (skip?: boolean) => void;
    question: string | null;
  }>).detail;
  if (target?.id !== "content" && target?.id !== "work") return;
  event.preventDefault();
  void flush().then(() => issueRequest());
});

export {};
