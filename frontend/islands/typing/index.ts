// Two sides of a chat see that the other one types. `data-types="address"` on a form tells the server
// so; `data-typing` beside `data-live` is shown for some seconds when a hint says so.
import { within } from "../network/limits";
import { Pace } from "./pace";

const SHOWN_MILLISECONDS = 6_000;
const ANSWER_MS = 10_000;
const paces = new WeakMap<HTMLFormElement, Pace>();
const timers = new WeakMap<HTMLElement, number>();

function token(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
}

document.addEventListener("input", (event) => {
  const field = event.target as HTMLElement;
  const form = field.closest<HTMLFormElement>("form[data-types]");
  if (!form || !field.matches("textarea")) return;
  if (!paces.has(form)) paces.set(form, new Pace());
  if (!paces.get(form)!.isDue(performance.now())) return;
  const headers = { "X-CSRFToken": token(form), "X-Background": "1" };
  // Nothing hangs on it: a hint that is lost is made up for by the next letters
  fetch(form.dataset.types!, { method: "POST", headers, signal: within(ANSWER_MS) }).catch(() => undefined);
});

// What is told to an element alone does not bubble
document.addEventListener(
  "live",
  (event) => {
    const line = event.target as HTMLElement;
    const { topic } = (event as CustomEvent<{ topic?: string } | null>).detail ?? {};
    if (!line.matches("[data-typing]") || !topic) return;
    line.hidden = false;
    window.clearTimeout(timers.get(line));
    timers.set(line, window.setTimeout(() => (line.hidden = true), SHOWN_MILLISECONDS));
  },
  true,
);
