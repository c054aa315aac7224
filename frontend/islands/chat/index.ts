// The page of a chat. Words leave the field when the server has them, and not before; what is new
// is in view, and the window's title says so to whoever looks at another one.
import "../typing";
import { restOf } from "./rest";

interface Exchange {
  elt: HTMLElement;
  xhr: XMLHttpRequest;
  requestConfig: { formData: FormData };
}
const NO_CONTENT = 204;
const MARK = "● ";

function log(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#chat-log");
}

function toEnd(): void {
  const shown = log();
  if (shown) shown.scrollTop = shown.scrollHeight;
}

function take(form: HTMLFormElement, sent: FormData): void {
  const field = form.querySelector("textarea")!;
  field.value = restOf(field.value, String(sent.get("text") ?? ""));
  form.querySelector<HTMLInputElement>("input[type=file]")!.value = "";
  form.querySelector<HTMLDetailsElement>("details")!.open = false;
  // The next words are others, whatever they are
  form.querySelector<HTMLInputElement>("input[name=key]")!.value = newKey();
  form.querySelector(".error-summary")?.remove();
  log()?.dispatchEvent(new CustomEvent("live"));
}

/** Return a random UUID; `crypto.randomUUID` is there on encrypted pages alone. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, xhr, requestConfig } = (event as CustomEvent<Exchange>).detail;
  if (elt.id === "chat-form" && xhr.status === NO_CONTENT) {
    take(elt as HTMLFormElement, requestConfig.formData);
  }
});

let count = log()?.querySelectorAll(".chat-message").length ?? 0;
document.addEventListener("htmx:afterSettle", () => {
  const now = log()?.querySelectorAll(".chat-message").length ?? 0;
  if (now === count) return;
  count = now;
  toEnd();
  for (const line of document.querySelectorAll<HTMLElement>("[data-typing]")) line.hidden = true;
  if (document.hidden && !document.title.startsWith(MARK)) document.title = MARK + document.title;
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && document.title.startsWith(MARK)) document.title = document.title.slice(MARK.length);
});

// What comes while nobody can look, behind another page or in a widget that is closed, is not read: it
// goes to the address that the citizen left, unless they look in time.
let isMissed = false;
function isInView(): boolean {
  return !document.hidden && (log()?.getClientRects().length ?? 0) > 0;
}
document.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = (event as CustomEvent<{ elt: HTMLElement; parameters: Record<string, string> }>).detail;
  if (elt.id !== "chat-log" || isInView()) return;
  isMissed = true;
  parameters.unseen = "1";
});
function look(): void {
  if (!isMissed || !isInView()) return;
  isMissed = false;
  log()?.dispatchEvent(new CustomEvent("live"));
}
document.addEventListener("visibilitychange", look);
const looked = log();
if (looked) new IntersectionObserver(look).observe(looked);
toEnd();
