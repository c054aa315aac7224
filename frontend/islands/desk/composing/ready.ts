// Ready answers: what is typed into `data-ready-answers` finds them, arrow keys choose, Enter puts one into the
// field at the cursor as words to go on with, Escape goes back to the field.
import { inserted } from "./insertion";
import { Picking } from "./picking";
import { along } from "../keys/presses";

const picking = new Picking();

function found(picker: HTMLElement): HTMLAnchorElement[] {
  return [...picker.querySelectorAll<HTMLAnchorElement>("[data-inserts]")];
}

function fieldOf(picker: HTMLElement): HTMLTextAreaElement {
  return document.getElementById(picker.dataset.readyAnswers!) as HTMLTextAreaElement;
}

function lineOf(picker: HTMLElement): HTMLInputElement {
  return picker.querySelector("input")!;
}

function listOf(picker: HTMLElement): HTMLElement {
  return picker.querySelector("ol")!;
}

function close(picker: HTMLElement): void {
  listOf(picker).hidden = true;
  fieldOf(picker).focus();
}

function insert(picker: HTMLElement, chosen: HTMLElement): void {
  const field = fieldOf(picker);
  const { text, cursor } = inserted(field.value, field.selectionStart, field.selectionEnd, chosen.dataset.inserts!);
  field.value = text;
  lineOf(picker).value = "";
  close(picker);
  field.setSelectionRange(cursor, cursor);
  // Draft and preview hear of it as of what is typed
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function move(picker: HTMLElement, step: number): void {
  // A list that is about to give way would take the focus along
  if (listOf(picker).dataset.answers !== lineOf(picker).value) return;
  const all = found(picker);
  const at = all.indexOf(document.activeElement as HTMLAnchorElement);
  if (at + step < 0) lineOf(picker).focus();
  else all[along(at, step, all.length)]?.focus();
}

function pickerAt(event: Event): HTMLElement | null {
  return (event.target as Element).closest<HTMLElement>("[data-ready-answers]");
}

document.addEventListener("keydown", (event) => {
  const picker = pickerAt(event);
  if (!picker) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) move(picker, step);
  else if (event.key === "Escape") close(picker);
  else return;
  event.preventDefault();
});

function insertFirst(picker: HTMLElement): void {
  const first = found(picker)[0];
  if (first) insert(picker, first);
}

// Enter in the line takes the first, of a list that answers what the line says
document.addEventListener("submit", (event) => {
  const picker = pickerAt(event);
  if (!picker) return;
  event.preventDefault();
  const line = lineOf(picker);
  const list = listOf(picker);
  const does = picking.enter({ typed: line.value, answers: list.dataset.answers, hidden: !!list.hidden });
  if (does === "take") insertFirst(picker);
  if (does === "ask") line.dispatchEvent(new CustomEvent("ask"));
});

for (const leaves of ["input", "focusout"]) {
  document.addEventListener(leaves, (event) => {
    if (pickerAt(event)) picking.forget();
  });
}

document.addEventListener("click", (event) => {
  const picker = pickerAt(event);
  const chosen = (event.target as Element).closest<HTMLElement>("[data-inserts]");
  if (!picker || !chosen) return;
  event.preventDefault();
  insert(picker, chosen);
});

document.addEventListener("htmx:afterSwap", (event) => {
  const list = event.target as HTMLElement;
  const picker = list.id === "ready-found" ? pickerAt(event) : null;
  if (!picker) return;
  // It may come after Escape, or after a click into the field
  list.hidden = !picker.contains(document.activeElement);
  if (picking.came(list.dataset.answers!)) insertFirst(picker);
});
