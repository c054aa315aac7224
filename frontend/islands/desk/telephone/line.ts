// The agent's line: a word while it is bad, and what was measured is kept with the call.
import { ANSWER_MS, within } from "../../network/limits";
import { csrfToken } from "../../softphone/account";
import type { Measured } from "../../softphone/line";

document.addEventListener("softphone:measured", (event) => {
  const { id, ...figures } = (event as CustomEvent<Measured & { id: string }>).detail;
  const listens = document.querySelector("#bar [data-state=supervising]") !== null;
  if (id && !listens) send(id, figures, event.target as Element);
});

/** Say in the bar, and to readers when they pause, that words may get lost. */
document.addEventListener("softphone:line", (event) => {
  const words = document.querySelector<HTMLElement>("#line-words");
  const { bad } = (event as CustomEvent<{ bad: boolean }>).detail;
  if (words) words.textContent = bad ? words.dataset.bad! : "";
});

/** Send the figures, also from a page that goes; those that get lost are missing, no more. */
function send(call: string, figures: Measured, page: Element): void {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(figures)) {
    if (value !== null) body.set(name, String(value));
  }
  const headers = { "X-CSRFToken": csrfToken(page) };
  const options = { method: "POST", body, headers, keepalive: true, signal: within(ANSWER_MS) };
  fetch(`/desk/calls/${call}/line/`, options).catch(() => undefined);
}
