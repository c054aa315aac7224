import { isDone } from "../menus/answered";
import { listed } from "../../combobox/field";

// The transfer line and the keypad: Enter asks (or calls), Ctrl+Enter transfers, digits are tones.

const form = document.querySelector<HTMLFormElement>("#reach form");
const keypad = document.querySelector<HTMLDetailsElement>("#keypad");

function talking(): boolean {
  return document.querySelector<HTMLElement>("#bar [data-state]")?.dataset.state === "talking";
}

/** Take the option that is marked in the open list; what was typed is understood without one. */
function take(line: HTMLFormElement): void {
  const option = line.querySelector<HTMLElement>("[role=listbox]:not([hidden]) [aria-selected=true]");
  if (!option) return;
  line.querySelector<HTMLInputElement>("[name=to]")!.value = option.dataset.value ?? "";
  line.querySelector<HTMLInputElement>("[name=q]")!.value = option.dataset.text ?? "";
}

async function send(line: HTMLFormElement, how: string): Promise<void> {
  await listed(line.querySelector<HTMLInputElement>("[name=q]")!);
  take(line);
  line.querySelector<HTMLButtonElement>(`button[value=${how}]`)?.click();
}

// Before the list and the keys of the desk see it: here Enter is not only a choice.
document.addEventListener(
  "keydown",
  (event) => {
    const line = (event.target as Element).closest<HTMLFormElement>("#reach form");
    if (!line || event.key !== "Enter" || !(event.target as Element).matches("input")) return;
    event.preventDefault();
    event.stopPropagation();
    void send(line, !talking() ? "dial" : event.ctrlKey || event.metaKey ? "blind" : "consult");
  },
  true,
);

keypad?.addEventListener("keydown", (event) => {
  const key = keypad.querySelector<HTMLButtonElement>(`button[value="${CSS.escape(event.key)}"]`);
  if (!key) return;
  event.preventDefault();
  key.click();
});

interface Answer {
  elt: Element;
  xhr: XMLHttpRequest;
  requestConfig: { formData: FormData };
}

// A panel whose wish was taken closes; the keypad stays for the next digit. What was typed stays
// until the call is over: the other side may be busy, and it is asked once more. A number that was
// dialed is the other side itself: it would be asked into its own call.
document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, xhr, requestConfig } = (event as CustomEvent<Answer>).detail;
  const panel = elt.closest<HTMLDetailsElement>("#reach, #emergency");
  // Not htmx's own word for it, which takes 422 for a success
  if (!panel || !isDone(xhr.status) || elt.closest("[data-combo]")) return;
  panel.open = false;
  panel.querySelector("summary")?.focus();
  if (requestConfig.formData.get("how") === "dial") empty(panel);
});

/** The call that this agent talks in. */
let talk = talkNow();

function talkNow(): string {
  const { state, call = "" } = document.querySelector<HTMLElement>("#bar [data-state]")?.dataset ?? {};
  return state === "talking" ? call : "";
}

// The panels belong to their call: with it they close, and what was typed and found goes.
document.addEventListener("htmx:afterSwap", (event) => {
  if ((event as CustomEvent<{ target: HTMLElement }>).detail.target.id !== "bar") return;
  const before = talk;
  talk = talkNow();
  if (before && before !== talk) closePanels();
});

function closePanels(): void {
  for (const panel of document.querySelectorAll<HTMLDetailsElement>("#reach, #emergency, #keypad")) {
    const hadCursor = panel.open && panel.contains(document.activeElement);
    panel.open = false;
    if (hadCursor) (document.activeElement as HTMLElement).blur();
    empty(panel);
  }
}

function empty(panel: HTMLElement): void {
  for (const line of panel.querySelectorAll("form")) line.reset();
  for (const chosen of panel.querySelectorAll<HTMLInputElement>("[name=to]")) chosen.value = "";
  for (const list of panel.querySelectorAll<HTMLElement>("[role=listbox]")) forget(list);
}

function forget(list: HTMLElement): void {
  list.replaceChildren();
  list.hidden = true;
  list.closest("[data-combo]")?.querySelector("[role=combobox]")?.setAttribute("aria-expanded", "false");
}

// What was asked for before is marked, so that it is asked once more or typed over.
form?.querySelector<HTMLInputElement>("[name=q]")?.addEventListener("focus", (event) => {
  (event.target as HTMLInputElement).select();
});

document.addEventListener("keydown", (event) => {
  const panel = (event.target as Element).closest<HTMLDetailsElement>(".desk-bar details[open]");
  if (event.key !== "Escape" || event.defaultPrevented || !panel) return;
  panel.open = false;
  panel.querySelector<HTMLElement>("summary")?.focus();
});
