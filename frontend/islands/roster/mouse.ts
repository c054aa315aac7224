// A shift dragged to another day or person: the law says yes or no before it may be dropped.
import { ANSWER_MS, within } from "../network/limits";
import { Drag, type MoveAnswer } from "./drag";

const MARKS = ["is-lawful", "is-unlawful"];
let drag: Drag | null = null;

function form(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("form[data-move]");
}

function dayOf(event: Event): HTMLElement | null {
  const at = event.target instanceof Element ? event.target : null;
  return at?.closest<HTMLElement>("[data-roster-grid] [data-cell]") ?? null;
}

async function ask(from: string, to: string): Promise<MoveAnswer> {
  const address = `${form()!.dataset.move}?${new URLSearchParams({ from, to })}`;
  const answer = await fetch(address, { signal: within(ANSWER_MS) }).catch(() => null);
  if (answer?.ok) return answer.json();
  say(form()?.dataset.failed ?? "");
  throw new Error("no verdict");
}

function say(words: string): void {
  const place = document.querySelector("[data-verdict]");
  if (place) place.textContent = words;
}

function unmark(): void {
  for (const each of document.querySelectorAll(".is-lawful, .is-unlawful")) each.classList.remove(...MARKS);
}

function show(to: string, verdict: MoveAnswer): void {
  unmark();
  document.getElementById(`c${to}`)?.classList.add(verdict.lawful ? "is-lawful" : "is-unlawful");
  say(verdict.words);
}

document.addEventListener("dragstart", (event) => {
  const day = dayOf(event);
  const from = day?.dataset.cell;
  if (!from || !day.dataset.type || !form()) return;
  drag = new Drag(from, (to) => ask(from, to), show);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragover", (event) => {
  const to = dayOf(event)?.dataset.cell;
  if (!drag || !to) return;
  void drag.enter(to);
  if (drag.accepts(to)) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const day = dayOf(event);
  const filled = form();
  if (!drag || !day?.dataset.cell || !filled || !drag.accepts(day.dataset.cell)) return;
  event.preventDefault();
  const source = document.getElementById(`c${drag.from}`);
  const values = {
    from: drag.from,
    seen_from: source?.dataset.type ?? "",
    to: day.dataset.cell,
    seen_to: day.dataset.type ?? "",
  };
  for (const [name, value] of Object.entries(values)) {
    filled.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = value;
  }
  filled.requestSubmit();
});

document.addEventListener("dragend", () => {
  drag = null;
  unmark();
});
