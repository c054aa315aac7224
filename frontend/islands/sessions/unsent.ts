// What was typed and not taken because the session had ended. It stays in this tab (sessionStorage:
// a shared workstation keeps nothing after the tab closes) until the same person signs in again.
import { isTouched, type Filled } from "../live/signs";
import { added, handedBack, names, readable, type Unsent, type Words } from "./kept";

const KEY = "alo-unsent";

export const user = (): string => document.body.dataset.user ?? "";

function read(): Unsent | null {
  return JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Unsent | null;
}

function write(unsent: Unsent): void {
  sessionStorage.setItem(KEY, JSON.stringify(unsent));
}

export function forget(): void {
  sessionStorage.removeItem(KEY);
}

function addressOf(form: HTMLFormElement): string {
  return new URL(form.getAttribute("action") ?? "", location.href).pathname;
}

/** The forms of this page that send something, with their names. */
function formsHere(): Map<HTMLFormElement, string> {
  const forms = [...document.forms].filter((form) => form.method === "post");
  const named = names(forms.map(addressOf));
  return new Map(forms.map((form, place) => [form, named[place]!]));
}

function wordsOf(form: HTMLFormElement): Words {
  const secret = [...form.querySelectorAll<HTMLInputElement>("input[type=password]")].map(({ name }) => name);
  return readable(new FormData(form), secret);
}

/** Tell whether somebody typed into a form, or chose something in it. */
export function typedIn(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll<HTMLInputElement>("textarea, select, input:not([type=hidden], [type=password])")]
    .some((field) => isTouched(field as Filled) || (field.matches("textarea") && field.value));
}

/** What was typed into the forms of this page, by their names; drafts are kept by the server. */
export function typedHere(): Record<string, Words> {
  const typed = [...formsHere()].filter(([form]) => !form.matches("[data-draft]") && typedIn(form));
  return Object.fromEntries(typed.map(([form, name]) => [name, wordsOf(form)]));
}

/** Put words back into the forms of this page. */
export function putBack(words: Record<string, Words>): void {
  for (const [form, name] of formsHere()) if (words[name]) fill(form, words[name]);
}

/** Keep forms in this tab; `ended` says that the server did not take them. */
export function keep(forms: Iterable<HTMLFormElement>, ended: boolean): void {
  const here = formsHere();
  const typed = [...forms].filter((form) => here.has(form) && typedIn(form));
  if (!user() || !(typed.length || ended)) return;
  const words = Object.fromEntries(typed.map((form) => [here.get(form)!, wordsOf(form)]));
  write(added(read(), { user: user(), ended, forms: words }));
}

/** On the sign-in page: what was sent a moment ago did not arrive. */
export function markEnded(): void {
  const unsent = read();
  if (unsent) write({ ...unsent, ended: true });
}

/** Put what was kept back into the forms of this page; return whether there was something. */
export function takeUp(): boolean {
  const here = formsHere();
  const { back, rest } = handedBack(read(), user(), [...here.values()]);
  putBack(back);
  if (rest) write(rest);
  else forget();
  return Object.keys(back).length > 0;
}

function fill(form: HTMLFormElement, fields: Words): void {
  for (const box of form.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
    box.checked = fields.some(([name, value]) => name === box.name && value === box.value);
  }
  for (const [name, value] of fields) {
    const field = form.elements.namedItem(name) as HTMLInputElement | RadioNodeList | null;
    if (field && !(field instanceof HTMLInputElement && field.type === "checkbox")) field.value = value;
  }
  // Drafts, and what helps while one types, take it as typed
  form.querySelector("textarea")?.dispatchEvent(new Event("input", { bubbles: true }));
  form.dispatchEvent(new Event("change", { bubbles: true }));
}
