// A field that offers a list while one types: arrow keys, Enter, Escape, or the mouse.
// The choice stands in the hidden input beside it, which sends `change`.

const WAIT = 110;
const waiting = new WeakMap<HTMLInputElement, number>();
const asked = new WeakMap<HTMLInputElement, AbortController>();
/** Fields whose list does not belong to what is typed yet, and the look that is under way. */
const behind = new Map<HTMLInputElement, Promise<void> | null>();

interface Parts {
  box: HTMLElement;
  input: HTMLInputElement;
  value: HTMLInputElement;
  list: HTMLElement;
}

function partsOf(target: EventTarget | null): Parts | null {
  const box = target instanceof Element ? target.closest<HTMLElement>("[data-combo]") : null;
  const input = box?.querySelector<HTMLInputElement>("[role=combobox]");
  const value = box?.querySelector<HTMLInputElement>("input[type=hidden]");
  const list = box?.querySelector<HTMLElement>("[role=listbox]");
  return box && input && value && list ? { box, input, value, list } : null;
}

function options(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("[role=option]:not([aria-disabled])")];
}

function active(list: HTMLElement): HTMLElement | undefined {
  return options(list).find((option) => option.getAttribute("aria-selected") === "true");
}

function show(parts: Parts, open: boolean): void {
  parts.list.hidden = !open;
  parts.input.setAttribute("aria-expanded", String(open));
  if (!open) parts.input.removeAttribute("aria-activedescendant");
}

function activate({ input, list }: Parts, option: HTMLElement | undefined): void {
  for (const each of options(list)) each.setAttribute("aria-selected", String(each === option));
  if (!option) return;
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function set(parts: Parts, value: string): void {
  if (parts.value.value === value) return;
  parts.value.value = value;
  parts.value.dispatchEvent(new Event("change", { bubbles: true }));
}

function choose(parts: Parts, option: HTMLElement): void {
  parts.input.value = option.dataset.text ?? "";
  parts.box.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: option.dataset }));
  set(parts, option.dataset.value ?? "");
  parts.input.removeAttribute("aria-invalid");
  show(parts, false);
}

function look(parts: Parts): Promise<void> {
  window.clearTimeout(waiting.get(parts.input));
  const looking = lookUp(parts).then(() => {
    if (behind.get(parts.input) === looking) behind.delete(parts.input);
  });
  behind.set(parts.input, looking);
  return looking;
}

/** Wait for the list of what is typed, where it has not come yet. */
export async function listed(input: HTMLInputElement): Promise<void> {
  const parts = partsOf(input);
  if (!parts || !behind.has(input)) return;
  await (behind.get(input) ?? look(parts));
}

export const isBehind = (input: HTMLInputElement): boolean => behind.has(input);

async function lookUp(parts: Parts): Promise<void> {
  const { box, input, list } = parts;
  asked.get(input)?.abort();
  const words = input.value.trim();
  if (!words) return show(parts, false);
  const asking = new AbortController();
  asked.set(input, asking);
  const query = new URLSearchParams({ q: words });
  const beside = document.querySelector<HTMLSelectElement>(`#${box.dataset.comboWith ?? "none"}`);
  if (beside?.value) query.set(beside.name, beside.value);
  try {
    // By POST: what a caller says does not belong into an address, which proxies write down.
    const answer = await fetch(box.dataset.combo!, {
      method: "POST",
      headers: { "X-CSRFToken": input.form!.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")!.value },
      body: query,
      signal: asking.signal,
    });
    if (!answer.ok) return;
    list.innerHTML = await answer.text();
    list.dataset.of = words;
  } catch {
    return;
  }
  if (document.activeElement !== input) return;
  show(parts, true);
  activate(parts, options(list)[0]);
}

function step(parts: Parts, by: number): void {
  const all = options(parts.list);
  if (!all.length) return;
  const at = all.indexOf(active(parts.list)!);
  activate(parts, all[(at + by + all.length) % all.length]);
}

document.addEventListener("input", (event) => {
  const parts = partsOf(event.target);
  if (!parts || event.target !== parts.input) return;
  set(parts, "");
  behind.set(parts.input, null);
  window.clearTimeout(waiting.get(parts.input));
  waiting.set(parts.input, window.setTimeout(() => void look(parts), WAIT));
});

document.addEventListener("keydown", (event) => {
  const parts = partsOf(event.target);
  if (!parts || event.target !== parts.input || event.ctrlKey || event.shiftKey) return;
  if (event.key === "Enter" && isBehind(parts.input)) {
    // Typed faster than the list comes: it is waited for, then its first line is taken, also for
    // who is in another field by then
    event.preventDefault();
    const typed = parts.input.value;
    void listed(parts.input).then(() => {
      const isTheirs = parts.input.value === typed && parts.list.dataset.of === typed.trim();
      const first = active(parts.list) ?? options(parts.list)[0];
      if (first && isTheirs) choose(parts, first);
    });
    return;
  }
  const open = !parts.list.hidden;
  const deeds: Record<string, () => void> = {
    ArrowDown: () => (open ? step(parts, 1) : void look(parts)),
    ArrowUp: () => step(parts, -1),
    Escape: () => show(parts, false),
  };
  const deed = deeds[event.key];
  if (deed && (open || event.key === "ArrowDown")) {
    event.preventDefault();
    deed();
  }
  const option = active(parts.list);
  if ((event.key === "Enter" || event.key === "Tab") && open && option) {
    if (event.key === "Enter") event.preventDefault();
    choose(parts, option);
  }
});

document.addEventListener("mousedown", (event) => {
  const option = (event.target as Element).closest<HTMLElement>("[role=option]");
  const parts = partsOf(option);
  if (!option || !parts) return;
  event.preventDefault();
  if (!option.hasAttribute("aria-disabled")) choose(parts, option);
});

document.addEventListener("focusout", (event) => {
  const parts = partsOf(event.target);
  if (parts && event.target === parts.input) show(parts, false);
});

