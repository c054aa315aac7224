// What was typed and not taken because the session had ended. It stays in this tab (sessionStorage:
// a shared workstation keeps nothing after the tab closes) until the same person signs in again.

const KEY = "alo-unsent";

interface Unsent {
  /** Whose words these are; nobody else gets them. */
  user: string;
  /** The session had ended: a page of the desk asks for them again. */
  ended: boolean;
  /** Fields by the address of their form. */
  forms: Record<string, [string, string][]>;
}

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

function wordsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === "string" && entry[0] !== "csrfmiddlewaretoken",
  );
}

/** Tell whether somebody typed into a form. */
export function typedIn(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll<HTMLInputElement>("textarea, input:not([type=hidden], [type=password])")]
    .some((field) => field.value !== field.defaultValue || (field.matches("textarea") && field.value));
}

/** Keep forms in this tab; `ended` says that the server did not take them. */
export function keep(forms: Iterable<HTMLFormElement>, ended: boolean): void {
  const before = read();
  const mine = before?.user === user() && before.ended ? before.forms : {};
  const typed = [...forms].filter((form) => form.method === "post" && typedIn(form));
  const kept = Object.fromEntries(typed.map((form) => [addressOf(form), wordsOf(form)]));
  if (user() && (typed.length || ended)) write({ user: user(), ended, forms: { ...mine, ...kept } });
}

/** On the sign-in page: what was sent a moment ago did not arrive. */
export function markEnded(): void {
  const unsent = read();
  if (unsent) write({ ...unsent, ended: true });
}

/** Put what was kept back into the forms of this page; return whether there was something. */
export function takeUp(): boolean {
  const unsent = read();
  if (!unsent || !user()) return false;
  if (!unsent.ended) {
    // Sent, and answered by another page than the sign-in: it arrived.
    forget();
    return false;
  }
  if (unsent.user !== user()) return false;
  const here = [...document.forms].filter((form) => form.method === "post" && addressOf(form) in unsent.forms);
  for (const form of here) {
    fill(form, unsent.forms[addressOf(form)]!);
    delete unsent.forms[addressOf(form)];
  }
  if (Object.keys(unsent.forms).length) write(unsent);
  else forget();
  return here.length > 0;
}

function fill(form: HTMLFormElement, fields: [string, string][]): void {
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
