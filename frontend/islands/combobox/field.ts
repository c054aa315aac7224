// A field that offers a list while one types: arrow keys, Enter, Escape, or the mouse. The choice
// stands in the hidden input beside it, which sends `change`. With `data-combo-free` other words stay
// as they are. What happens when: combo.ts.
import { ANSWER_MS, within } from "../network/limits";
import { Combo, type Line } from "./combo";

const WAIT_MS = 110;

interface Entry extends Line {
  option: HTMLElement;
}

interface Parts {
  box: HTMLElement;
  input: HTMLInputElement;
  value: HTMLInputElement;
  list: HTMLElement;
  combo: Combo<Entry>;
  /** The list that is on its way. */
  looking: Promise<void> | null;
  asking: AbortController | null;
  timer: number;
}

const known = new WeakMap<HTMLElement, Parts>();

/** Return the parts of the combobox that an element belongs to, as they stand in the page now. */
function partsOf(target: EventTarget | null): Parts | null {
  const box = target instanceof Element ? target.closest<HTMLElement>("[data-combo]") : null;
  if (!box) return null;
  const parts = known.get(box) ?? found(box);
  parts?.combo.sync(parts.input.value, beside(box)?.value ?? "", parts.value.value);
  return parts;
}

function found(box: HTMLElement): Parts | null {
  const input = box.querySelector<HTMLInputElement>("[role=combobox]");
  const value = box.querySelector<HTMLInputElement>("input[type=hidden]");
  const list = box.querySelector<HTMLElement>("[role=listbox]");
  if (!input || !value || !list) return null;
  const combo = new Combo<Entry>(box.querySelector("[data-said]") !== null, "comboFree" in box.dataset);
  if (document.activeElement === input) combo.come();
  const parts = { box, input, value, list, combo, looking: null, asking: null, timer: 0 };
  known.set(box, parts);
  return parts;
}

function beside(box: HTMLElement): HTMLSelectElement | null {
  return document.querySelector<HTMLSelectElement>(`#${box.dataset.comboWith ?? "none"}`);
}

function options(list: HTMLElement): Entry[] {
  return [...list.querySelectorAll<HTMLElement>("[role=option]:not([aria-disabled])")].map((option) => {
    return { option, value: option.dataset.value ?? "", text: option.dataset.text ?? "" };
  });
}

/** Show how it stands. */
function draw({ box, input, list, combo }: Parts): void {
  list.hidden = !combo.isOpen;
  input.setAttribute("aria-expanded", String(combo.isOpen));
  const marked = combo.isOpen && !combo.isBehind ? combo.lines[combo.active]?.option : undefined;
  for (const { option } of combo.lines) option.setAttribute("aria-selected", String(option === marked));
  if (marked) input.setAttribute("aria-activedescendant", marked.id);
  else input.removeAttribute("aria-activedescendant");
  marked?.scrollIntoView({ block: "nearest" });
  const said = box.querySelector<HTMLElement>("[data-said]");
  const words = (combo.said && said?.dataset[combo.said]) || "";
  if (!said || said.textContent === words) return;
  said.textContent = words;
  said.dataset.said = combo.said;
}

function setValue({ value }: Parts, chosen: string): void {
  if (value.value === chosen) return;
  value.value = chosen;
  value.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Show what was taken, and tell the page. */
function took(parts: Parts, taken: Line | null | undefined, facts: DOMStringMap): void {
  if (!taken) return draw(parts);
  const { box, input } = parts;
  input.value = taken.text;
  input.removeAttribute("aria-invalid");
  for (const wrong of box.querySelectorAll(".field-error")) wrong.remove();
  for (const pick of box.querySelectorAll<HTMLInputElement>("[type=radio]")) pick.checked = pick.value === taken.value;
  box.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: facts }));
  setValue(parts, taken.value);
  draw(parts);
}

const tookEntry = (parts: Parts, entry: Entry | null | undefined): void =>
  took(parts, entry, entry?.option.dataset ?? {});

/** Have something chosen in the combobox of a field that was found another way; `facts` go with it. */
export function choose(input: HTMLElement, line: Line, facts: DOMStringMap): void {
  const parts = partsOf(input);
  parts?.combo.choose(line);
  if (parts) took(parts, line, facts);
}

function look(parts: Parts): Promise<void> {
  window.clearTimeout(parts.timer);
  parts.asking?.abort();
  parts.asking = new AbortController();
  const looking = lookUp(parts, parts.asking.signal).finally(() => {
    if (parts.looking === looking) parts.looking = null;
  });
  parts.looking = looking;
  return looking;
}

/** Wait for the list of what is typed, where it has not come yet. */
export async function listed(input: HTMLInputElement): Promise<void> {
  const parts = partsOf(input);
  if (parts?.combo.question && parts.combo.isBehind && !parts.combo.chosen) await (parts.looking ?? look(parts));
}

async function lookUp(parts: Parts, signal: AbortSignal): Promise<void> {
  const { box, input, list, combo } = parts;
  const { question } = combo;
  if (!question) return draw(parts);
  const query = new URLSearchParams({ q: combo.words.trim() });
  const other = beside(box);
  if (other?.value) query.set(other.name, other.value);
  try {
    // By POST: what a caller says does not belong into an address, which proxies write down.
    const answer = await fetch(box.dataset.combo!, {
      method: "POST",
      headers: { "X-CSRFToken": input.form!.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")!.value },
      body: query,
      signal: within(ANSWER_MS, signal),
    });
    const html = answer.ok && !answer.redirected ? await answer.text() : null;
    if (signal.aborted || partsOf(input)?.combo.question !== question) return;
    if (html !== null) list.innerHTML = html;
    tookEntry(parts, combo.answer(question, html === null ? null : options(list)));
  } catch {
    if (signal.aborted) return;
    combo.answer(question, null);
    draw(parts);
  }
}

document.addEventListener("input", (event) => {
  const parts = partsOf(event.target);
  if (!parts || event.target !== parts.input) return narrow(event.target as HTMLElement);
  parts.combo.type(parts.input.value, beside(parts.box)?.value);
  setValue(parts, "");
  for (const pick of parts.box.querySelectorAll<HTMLInputElement>("[type=radio]")) pick.checked = false;
  plan(parts);
  draw(parts);
});

function plan(parts: Parts): void {
  parts.asking?.abort();
  parts.looking = null;
  window.clearTimeout(parts.timer);
  parts.timer = window.setTimeout(() => void look(parts), WAIT_MS);
}

/** What narrows a list was changed: what is typed is looked for again, and what was chosen goes. */
function narrow(other: HTMLElement): void {
  for (const box of document.querySelectorAll<HTMLElement>(`[data-combo-with="${CSS.escape(other.id)}"]`)) {
    const parts = partsOf(box);
    if (!parts || !other.id) continue;
    setValue(parts, "");
    void look(partsOf(box)!);
  }
}

document.addEventListener("change", (event) => {
  const pick = event.target as HTMLInputElement;
  // One of the lines that came with the page: its words are seen in the field as well
  if (pick.type === "radio" && pick.dataset.text) choose(pick, { value: pick.value, text: pick.dataset.text }, pick.dataset);
});

// Before the menus and the keys of the page hear of it: Escape closes the list, and no more.
document.addEventListener("keydown", (event) => {
  const parts = partsOf(event.target);
  if (event.key !== "Escape" || !parts || event.target !== parts.input || event.isComposing) return;
  if (parts.combo.press("Escape").isSpent) {
    event.preventDefault();
    event.stopPropagation();
  }
  draw(parts);
}, true);

document.addEventListener("keydown", (event) => {
  const parts = partsOf(event.target);
  const isHeld = event.ctrlKey || event.shiftKey || event.metaKey;
  if (!parts || event.target !== parts.input || isHeld || event.isComposing || event.key === "Escape") return;
  const { isSpent, asks, taken } = parts.combo.press(event.key);
  if (isSpent) event.preventDefault();
  if (asks && !parts.looking) void look(parts);
  tookEntry(parts, taken);
});

document.addEventListener("mousedown", (event) => {
  const option = (event.target as Element).closest<HTMLElement>("[role=option]");
  const parts = partsOf(option);
  if (!option || !parts) return;
  event.preventDefault();
  const line = options(parts.list).find((each) => each.option === option);
  tookEntry(parts, parts.combo.take(line));
});

document.addEventListener("focusin", (event) => {
  const parts = partsOf(event.target);
  if (!parts || event.target !== parts.input) return;
  parts.combo.come();
  draw(parts);
});

document.addEventListener("focusout", (event) => {
  const parts = partsOf(event.target);
  if (!parts || event.target !== parts.input) return;
  tookEntry(parts, parts.combo.leave());
  // What the page came with is left as it is
  const { value, defaultValue } = parts.input;
  if (value !== defaultValue || parts.input.getAttribute("aria-invalid") === "true") void listed(parts.input);
});

// Back to the page a browser may fill in what is hidden and not what is seen, which nobody chose.
window.addEventListener("pageshow", () => {
  for (const box of document.querySelectorAll("[data-combo]")) {
    const parts = partsOf(box);
    if (parts && !parts.input.value.trim()) setValue(parts, "");
  }
});
