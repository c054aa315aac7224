// A session that ended while a page was open: said in words, and nothing typed is lost.
import { cookieToken, renewToken } from "./token";
import { forget, keep, markEnded, takeUp, user } from "./unsent";

const SIGNED_OUT = 401;
let ended = false;

function line(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#session-status");
}

function say(name: "ended" | "back" | ""): void {
  const status = line();
  if (!status) return;
  status.hidden = name === "";
  const words = status.dataset[name];
  if (words) status.querySelector("[data-words]")!.textContent = words;
  const link = status.querySelector<HTMLAnchorElement>("a")!;
  link.hidden = name !== "ended";
  link.href = `${link.dataset.signIn!}?${new URLSearchParams({ next: location.pathname + location.search })}`;
}

function hasEnded(): void {
  ended = true;
  keep(document.forms, true);
  say("ended");
}

function goesOn(): void {
  if (!ended) return;
  ended = false;
  forget();
  say("");
}

// What scripts fetch by themselves (drafts) say it with an event of their own.
document.addEventListener("session:ended", hasEnded);
document.addEventListener("session:lives", goesOn);
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
  if (xhr.status === SIGNED_OUT) hasEnded();
});
// An answer to what was asked before the end says nothing of what is now.
const askedSince = new WeakSet<XMLHttpRequest>();
document.addEventListener("htmx:beforeSend", (event) => {
  if (ended) askedSince.add((event as CustomEvent<{ xhr: XMLHttpRequest }>).detail.xhr);
});
document.addEventListener("htmx:afterOnLoad", (event) => {
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
  if (xhr.status < 400 && askedSince.has(xhr)) goesOn();
});
document.addEventListener("input", () => {
  if (ended) keep(document.forms, true);
});

// Somebody may have signed in again in another tab.
document.addEventListener("htmx:configRequest", (event) => {
  const { headers, parameters } = (event as CustomEvent<{
    headers: Record<string, string>;
    parameters: Record<string, unknown>;
  }>).detail;
  if (user()) headers["X-Signed-In-As"] = user();
  const token = cookieToken();
  if (!token) return;
  headers["X-CSRFToken"] = token;
  if ("csrfmiddlewaretoken" in parameters) parameters.csrfmiddlewaretoken = token;
});
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || form.method !== "post") return;
  renewToken(form);
  keep([form], ended);
});

function start(): void {
  // A page of errors, too: going back, one finds what was not taken
  if (document.querySelector("form[data-sign-in], [data-not-taken]")) return markEnded();
  if (takeUp()) say("back");
}
// After the other scripts of the page, which hear what is filled in
document.addEventListener("DOMContentLoaded", start);
document.addEventListener("htmx:afterSettle", () => {
  if (!ended) start();
});
