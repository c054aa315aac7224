// What is typed is kept on the server. Without a connection it waits in the page and is sent later;
// so it does after the session has ended, and in the browser as well (sessions/unsent.ts).
import { ANSWER_MS, within } from "../../network/limits";
import { renewToken } from "../../sessions/token";
import { user } from "../../sessions/unsent";
import { DraftQueue, type Outcome } from "./draft-queue";

/** So long a record waits for a draft that is on its way. */
const PATIENCE_MS = 3_000;
const SIGNED_OUT = 401;
const timers = new WeakMap<HTMLFormElement, number>();

const drafts = new DraftQueue<HTMLFormElement>({
  isThere: (form) => form.isConnected,
  post,
  say(form, word) {
    const line = form.querySelector<HTMLElement>("#draft-status, [data-draft-status]");
    if (line) line.textContent = word ? (line.dataset[word] ?? "") : "";
    if (word === "ended") document.dispatchEvent(new Event("session:ended"));
  },
  plan(form, after) {
    window.clearTimeout(timers.get(form));
    timers.set(form, window.setTimeout(() => void drafts.save(form), after));
  },
  cancel: (form) => window.clearTimeout(timers.get(form)),
});

async function post(form: HTMLFormElement, signal: AbortSignal, isLeaving: boolean): Promise<Outcome> {
  renewToken(form);
  try {
    const answer = await fetch(form.dataset.draft!, {
      method: "POST",
      body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>),
      headers: { "X-Requested-With": "fetch", "X-Signed-In-As": user() },
      keepalive: isLeaving,
      signal: within(ANSWER_MS, signal),
    });
    if (answer.status === SIGNED_OUT) return "ended";
    // A page that came instead, such as the question why one reads, has saved nothing.
    if (!answer.ok || answer.redirected) return "waiting";
    document.dispatchEvent(new Event("session:lives"));
    return "saved";
  } catch (error) {
    return (error as Error).name === "AbortError" ? "called back" : "waiting";
  }
}

/** Send what was typed a moment ago before the page shows something else. */
export const flush = (): Promise<void> => drafts.flush();

/** Send what is not there yet so that it outlives the page. */
export const leave = (): void => drafts.leave();

function changed(event: Event): void {
  const form = (event.target as Element).closest<HTMLFormElement>("form[data-draft]");
  if (form) drafts.changed(form);
}

document.addEventListener("input", changed);
document.addEventListener("change", changed);
document.addEventListener("pinned", changed);
window.addEventListener("online", () => drafts.retry());
window.addEventListener("pagehide", () => drafts.leave());

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
  const settled = form && verb !== "get" ? drafts.settled(form) : undefined;
  if (!form || !settled) return;
  event.preventDefault();
  if (asked.has(form)) return;
  asked.add(form);
  const patience = window.setTimeout(() => drafts.callBack(form), PATIENCE_MS);
  void settled.then(() => {
    window.clearTimeout(patience);
    asked.delete(form);
    issueRequest();
  });
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = formOf(event);
  const { verb } = (event as CustomEvent<{ requestConfig: { verb: string } }>).detail.requestConfig;
  if (form && verb !== "get") drafts.taken(form);
});
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    const form = formOf(event);
    if (form) drafts.later(form);
  });
}
