// Keys: an element says which one is its own in `data-key`; the sheet behind `?` lists them all.
import { LatePress } from "./late";
import { around, pressed } from "./presses";
import { whenRead } from "../read";

function typing(): boolean {
  return !!document.activeElement?.matches("input:not([type=radio],[type=checkbox]), textarea, select");
}

function visible(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** What waits in the closed menu of rare tools has its key all the same. */
function inMenu(element: HTMLElement): boolean {
  const menu = element.closest<HTMLElement>(".bar-more");
  return !!menu && visible(menu);
}

function owner(key: string): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)];
  const shown = all.filter(visible);
  const here = document.activeElement?.closest("form");
  return shown.find((element) => here?.contains(element)) ?? shown[0] ?? all.find(inMenu);
}

/** Put the cursor behind what a field holds: the next letter adds to it. What is looked for is typed anew. */
function enter(field: HTMLInputElement): void {
  field.focus();
  if (field.matches("[type=search], [role=combobox]")) field.select();
  else if (field.matches("textarea, [type=text], [type=tel], input:not([type])")) {
    field.setSelectionRange(field.value.length, field.value.length);
  }
}

/** Do what a button would do; put the cursor into a field. */
function use(element: HTMLElement): void {
  if (element.matches("input, textarea, select")) return enter(element as HTMLInputElement);
  element.click();
  const then = element.dataset.then;
  if (then) document.getElementById(then)?.focus();
}

function nextColumn(back: boolean): void {
  const columns = [...document.querySelectorAll<HTMLElement>("[data-column]")].filter(visible);
  if (!columns.length) return;
  const at = columns.findIndex((column) => column.contains(document.activeElement));
  const column = columns[around(at, back ? -1 : 1, columns.length)]!;
  const first = column.querySelector<HTMLElement>(
    "a[href], button:not([tabindex='-1'], [hidden]), input:not([type=hidden]), select, textarea",
  );
  (first ?? column).focus();
}

document.addEventListener("keydown", (event) => {
  const key = pressed(event);
  if (!key || document.querySelector("dialog[open]")) return;
  if (key === "F6" || key === "Shift+F6") {
    event.preventDefault();
    return nextColumn(event.shiftKey);
  }
  if (key.length === 1 && typing()) return;
  const element = owner(key);
  if (!element || event.defaultPrevented) return;
  event.preventDefault();
  // Ready came by itself a moment ago: the key that was meant for it opens no list of pauses
  if (late.isLate(key, signOf(element))) return;
  whenRead(() => use(element));
});

// What a key of the bar does changes with the state, and a hand is slower than that.
const late = new LatePress("pause", () => performance.now());

function signOf(element: HTMLElement): string {
  return element.dataset.keyMoves ?? "";
}

function noteMoves(): void {
  for (const element of document.querySelectorAll<HTMLElement>("#bar [data-key-moves]")) {
    if (visible(element)) late.shows(element.dataset.key ?? "", signOf(element));
  }
}

document.addEventListener("htmx:afterSwap", noteMoves);
document.addEventListener("softphone:state", noteMoves);

// Enter in a field goes to the next one: nothing is sent by accident. Only a part that is a
// question of its own (`data-enter`) is answered by it.
document.addEventListener("keydown", (event) => {
  const field = event.target as HTMLElement;
  if (event.key !== "Enter" || event.defaultPrevented || event.ctrlKey) return;
  if (!field.matches("#record input, #record select")) return;
  event.preventDefault();
  const own = field.closest("[data-enter]")?.querySelector<HTMLElement>("button");
  if (own) return own.click();
  const fields = [...field.closest("form")!.querySelectorAll<HTMLElement>(
    "input:not([type=hidden]), select, textarea",
  )].filter(visible);
  fields[fields.indexOf(field) + 1]?.focus();
});

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-opens]");
  if (button) (document.getElementById(button.dataset.opens!) as HTMLDialogElement).showModal();
});
