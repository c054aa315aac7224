// A colleague's name in a note: @ opens the list that `data-mentions` names; what is typed narrows it,
// arrow keys move, Enter takes one, Escape closes it.
import { begun, fits, named } from "./mention";
import { along } from "../keys/presses";

function listOf(field: HTMLElement): HTMLElement {
  return document.getElementById(field.dataset.mentions!)!;
}

function shown(list: HTMLElement): HTMLButtonElement[] {
  return [...list.querySelectorAll<HTMLButtonElement>("[data-mention]")].filter((each) => !each.parentElement!.hidden);
}

function narrow(field: HTMLTextAreaElement): void {
  const list = listOf(field);
  const at = begun(field.value, field.selectionStart);
  for (const each of list.querySelectorAll<HTMLElement>("[data-mention]")) {
    each.parentElement!.hidden = !at || !fits(each.textContent!, at.word);
  }
  list.hidden = !at || !shown(list).length;
}

function take(field: HTMLTextAreaElement, button: HTMLElement): void {
  const { text, cursor } = named(field.value, field.selectionStart, button.dataset.mention!);
  field.value = text;
  field.focus();
  field.setSelectionRange(cursor, cursor);
  // The draft hears of it as of what is typed
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function fieldOf(list: Element): HTMLTextAreaElement {
  return document.querySelector<HTMLTextAreaElement>(`[data-mentions="${list.id}"]`)!;
}

document.addEventListener("input", (event) => {
  const field = event.target as HTMLTextAreaElement;
  if (field.matches("[data-mentions]")) narrow(field);
});

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-mention]");
  const list = button?.closest(".mentions");
  if (button && list) take(fieldOf(list), button);
});

document.addEventListener("keydown", (event) => {
  const here = event.target as HTMLElement;
  const list = here.matches("[data-mentions]") ? listOf(here) : here.closest<HTMLElement>(".mentions");
  if (!list || list.hidden) return;
  const all = shown(list);
  const at = all.indexOf(here as HTMLButtonElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) all[along(at, step, all.length)]?.focus();
  else if (event.key === "Enter" && at < 0 && !event.ctrlKey) take(fieldOf(list), all[0]!);
  else if (event.key === "Escape") {
    list.hidden = true;
    fieldOf(list).focus();
  } else return;
  event.preventDefault();
});
