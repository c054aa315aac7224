// A step of an application: this tab keeps the words that were typed and not sent yet. A telephone
// that is short of memory drops a page while the citizen looks at a map or a photo, and reloads it.
import { draft, forget, keep as keepSteps, kept, markSending, type Words } from "./waiting/steps";

const TYPED = "textarea, input:is([type=text], [type=tel], [type=email], [type=radio], [type=checkbox])";

// The proposal above the question is a form of its own
const form = document.querySelector<HTMLFormElement>("form.question:not(.proposed)");
const last = document.querySelector<HTMLFormElement>("form[data-last]");

function fields(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(TYPED)];
}

function keep(form: HTMLFormElement): void {
  const entries = [...new FormData(form)];
  const words = entries.filter((one): one is [string, string] => typeof one[1] === "string");
  keepSteps(location.pathname, words.filter(([name]) => name !== "csrfmiddlewaretoken"));
}

/** Fill the fields with the kept words; text that was typed since is not replaced. */
function takeUp(form: HTMLFormElement, words: Words): void {
  for (const field of fields(form)) {
    const typed = words.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox") field.checked = typed.includes(field.value);
    // A list that was loaded since may have a choice already; and one topic may be in two lists
    else if (field.type === "radio") field.checked ||= typed.includes(field.value) && !isChosen(form, field.name);
    // Words that were typed before this script was loaded are newer
    else if (field.value === field.defaultValue) field.value = typed[0] ?? "";
  }
}

function isChosen(form: HTMLFormElement, name: string): boolean {
  return fields(form).some((field) => field.type === "radio" && field.name === name && field.checked);
}

/** Tell whether the form is of another application: its draft is not the kept one. */
function isAnother(form: HTMLFormElement): boolean {
  const before = draft();
  return before !== undefined && new FormData(form).get("draft") !== before;
}

if (form && isAnother(form)) forget();
const { at, steps } = kept();
// Only the step that was typed on last is filled: the server has the words of a step that it accepted
if (at === location.pathname && form) takeUp(form, steps[at] ?? []);
if (form) keep(form);
// The page of the last button is shown: the server has not accepted the application yet
if (last) markSending(false);
last?.addEventListener("submit", () => markSending(true));
if (document.querySelector(".sent")) forget();
// A list that is loaded later does not have the choice made in the former list
document.addEventListener("htmx:afterSwap", () => form && takeUp(form, kept().steps[location.pathname] ?? []));
// On a slow line the citizen opens the list of all topics before htmx listens: load it now
document.addEventListener("htmx:load", () => {
  for (const part of document.querySelectorAll("details[open][hx-get]")) window.htmx.trigger(part, "toggle", {});
}, { once: true });
for (const event of ["input", "change"]) form?.addEventListener(event, () => keep(form));

export {};
