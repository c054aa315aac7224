// A shift dragged to another day or person: the law says yes or no before it may be dropped.
import { ANSWER_MS, within } from "../network/limits";
import { user } from "../sessions/unsent";
import { Drag, type MoveAnswer, type Source } from "./drag";

const MARKS = ["is-lawful", "is-unlawful"];
const SIGNED_OUT = 401;
let drag: Drag | null = null;
let held: HTMLElement | null = null;

function form(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("form[data-move]");
}

function dayOf(event: Event): HTMLElement | null {
  const at = event.target instanceof Element ? event.target : null;
  return at?.closest<HTMLElement>("[data-roster-grid] [data-cell]") ?? null;
}

async function ask({ cell, type }: Source, to: string): Promise<MoveAnswer> {
  const asked = new URLSearchParams({ from: cell, seen_from: type, to });
  const headers = { "X-Requested-With": "fetch", "X-Signed-In-As": user() };
  const answer = await fetch(`${form()!.dataset.move}?${asked}`, { headers, signal: within(ANSWER_MS) });
  if (answer.status === SIGNED_OUT) document.dispatchEvent(new Event("session:ended"));
  if (!answer.ok) throw new Error("no verdict");
  return answer.json();
}

function say(words = ""): void {
  const place = document.querySelector("[data-verdict]");
  if (place) place.textContent = words;
}

function unmark(): void {
  for (const each of document.querySelectorAll(".is-lawful, .is-unlawful")) each.classList.remove(...MARKS);
}

function show(to: string, verdict: MoveAnswer | null): void {
  unmark();
  say(verdict ? verdict.words : form()?.dataset.failed);
  if (verdict) document.getElementById(`c${to}`)?.classList.add(verdict.lawful ? "is-lawful" : "is-unlawful");
}

/** End the drag; say whether its last day had no answer yet. */
function letGo(): boolean {
  const isUnanswered = drag?.end() ?? false;
  drag = held = null;
  return isUnanswered;
}

document.addEventListener("dragstart", (event) => {
  // The end of the last one is not heard if the page has drawn its shift anew
  letGo();
  const day = dayOf(event);
  const { cell, type } = day?.dataset ?? {};
  if (!cell || !type || !form()) return;
  const from = { cell, type };
  drag = new Drag(from, (to) => ask(from, to), show);
  held = day;
  say();
  if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragover", (event) => {
  const to = dayOf(event)?.dataset.cell;
  if (!drag || !to) return;
  void drag.enter(to);
  if (drag.move(to)) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const to = dayOf(event)?.dataset.cell;
  const filled = form();
  const move = to ? drag?.move(to) : null;
  if (!filled || !move) return;
  event.preventDefault();
  letGo();
  for (const [name, value] of Object.entries(move)) {
    filled.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = value;
  }
  filled.requestSubmit();
});

document.addEventListener("dragend", () => {
  const isUnanswered = letGo();
  unmark();
  say(isUnanswered ? form()?.dataset.early : "");
});

// While the solver works the grid is drawn anew, but not under a shift in the hand.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event as CustomEvent<{ target: Element; shouldSwap: boolean }>;
  if (held?.isConnected && detail.target.contains(held)) detail.shouldSwap = false;
});
