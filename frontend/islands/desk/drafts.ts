// What is typed is kept on the server. Without a connection it waits in the page and is sent later;
// so it does after the session has ended, and in the browser as well (sessions/unsent.ts).
import { renewToken } from "../sessions/token";
import { user } from "../sessions/unsent";

const WAIT = 600;
const RETRY = 3_000;
/** So long a record waits for a draft that is on its way. */
const PATIENCE = 3_000;
const SIGNED_OUT = 401;
const timers = new WeakMap<HTMLFormElement, number>();
const unsent = new Set<HTMLFormElement>();
/** What is on its way of a form, and how to call it back. */
const sending = new Map<HTMLFormElement, Promise<void>>();
const inFlight = new WeakMap<HTMLFormElement, AbortController>();

function say(form: HTMLFormElement, name: "saved" | "waiting" | "ended" | ""): void {
  const line = form.querySelector<HTMLElement>("#draft-status, [data-draft-status]");
  if (line) line.textContent = name ? (line.dataset[name] ?? "") : "";
}

function plan(form: HTMLFormElement, after: number): void {
  window.clearTimeout(timers.get(form));
  timers.set(form, window.setTimeout(() => void save(form), after));
}

/** Send what was typed, after what is on its way: of two at once the older could be kept. */
function save(form: HTMLFormElement): Promise<void> {
  window.clearTimeout(timers.get(form));
  const saved = (sending.get(form) ?? Promise.resolve()).then(() => send(form));
  sending.set(form, saved);
  return saved.finally(() => {
    if (sending.get(form) === saved) sending.delete(form);
  });
}

async function send(form: HTMLFormElement, leaving = false): Promise<void> {
  if (!unsent.has(form) || !form.isConnected) return void unsent.delete(form);
  unsent.delete(form);
  const calledBack = new AbortController();
  inFlight.set(form, calledBack);
  renewToken(form);
  try {
    const answer = await fetch(form.dataset.draft!, {
      method: "POST",
      body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>),
      headers: { "X-Requested-With": "fetch", "X-Signed-In-As": user() },
      keepalive: leaving,
      signal: leaving ? null : calledBack.signal,
    });
    // A page that came instead, such as the question why one reads, has saved nothing.
    if (answer.ok && !answer.redirected) return saved(form);
    later(form, answer.status === SIGNED_OUT ? "ended" : "waiting");
  } catch (error) {
    if ((error as Error).name !== "AbortError") later(form);
  }
}

function saved(form: HTMLFormElement): void {
  // What was typed meanwhile is not
  if (!unsent.has(form)) say(form, "saved");
  document.dispatchEvent(new Event("session:lives"));
}

function later(form: HTMLFormElement, why: "waiting" | "ended" = "waiting"): void {
  unsent.add(form);
  say(form, why);
  if (why === "ended") document.dispatchEvent(new Event("session:ended"));
  plan(form, RETRY);
}

/** Send what was typed a moment ago before the page shows something else. */
export async function flush(): Promise<void> {
  await Promise.all([...new Set([...unsent, ...sending.keys()])].map(save));
}

function changed(event: Event): void {
  const form = (event.target as Element).closest<HTMLFormElement>("form[data-draft]");
  if (!form) return;
  unsent.add(form);
  say(form, "");
  plan(form, WAIT);
}

document.addEventListener("input", changed);
document.addEventListener("change", changed);
document.addEventListener("pinned", changed);
window.addEventListener("online", () => unsent.forEach((form) => plan(form, 0)));
window.addEventListener("pagehide", () => {
  for (const form of unsent) {
    inFlight.get(form)?.abort();
    void send(form, true);
  }
});

// A record that is being sent is no draft any more; one that failed to go is one again.
function formOf(event: Event): HTMLFormElement | null {
  const sender = (event as CustomEvent<{ elt: Element }>).detail.elt;
  // A part that asks something beside the record sends nothing of it.
  return sender.closest("[data-aside]") ? null : sender.closest<HTMLFormElement>("form[data-draft]");
}
// One on its way is waited for: the server could keep it after it has thrown the draft away.
const asked = new WeakSet<HTMLFormElement>();
document.addEventListener("htmx:confirm", (event) => {
  const { verb, issueRequest } = (event as CustomEvent<{ verb: string; issueRequest: () => void }>).detail;
  const form = formOf(event);
  if (!form || verb === "get" || !sending.has(form)) return;
  event.preventDefault();
  if (asked.has(form)) return;
  asked.add(form);
  unsent.delete(form);
  const patience = window.setTimeout(() => inFlight.get(form)?.abort(), PATIENCE);
  void sending.get(form)!.then(() => {
    window.clearTimeout(patience);
    asked.delete(form);
    issueRequest();
  });
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = formOf(event);
  if (!form || (event as CustomEvent<{ requestConfig: { verb: string } }>).detail.requestConfig.verb === "get") return;
  inFlight.get(form)?.abort();
  window.clearTimeout(timers.get(form));
  unsent.delete(form);
});
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    const form = formOf(event);
    if (form) later(form);
  });
}
