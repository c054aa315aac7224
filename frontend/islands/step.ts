// A step of an application: what was typed and not sent yet stays in this tab. A telephone that is
// short of memory throws a page away while somebody looks at a map or a photo, and loads it anew.
import { draft, forget, keep as keepSteps, kept, markSending, type Words } from "./waiting/steps";

const TYPED = "textarea, input:is([type=text], [type=tel], [type=email], [type=radio], [type=checkbox])";

// What is proposed above the question is a form of its own
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

function takeUp(form: HTMLFormElement, words: Words): void {
  for (const field of fields(form)) {
    const typed = words.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox") field.checked = typed.includes(field.value);
    // Among those that came since one may be chosen; and one topic may stand in two lists
    else if (field.type === "radio") field.checked ||= typed.includes(field.value) && !isChosen(form, field.name);
    // What was typed before this script came is newer
    else if (field.value === field.defaultValue) field.value = typed[0] ?? "";
  }
}

function isChosen(form: HTMLFormElement, name: string): boolean {
  return fields(form).some((field) => field.type === "radio" && field.name === name && field.checked);
}

/** Tell whether another application began meanwhile, on a server that has no more of the one before. */
function isAnother(form: HTMLFormElement): boolean {
  const before = draft();
  return before !== undefined && new FormData(form).get("draft") !== before;
}

if (form && isAnother(form)) forget();
const { at, steps } = kept();
// Another step came: this one was taken, and the server has its words
if (at === location.pathname && form) takeUp(form, steps[at] ?? []);
if (form) keep(form);
// It shows the last page: nothing was taken yet
if (last) markSending(false);
last?.addEventListener("submit", () => markSending(true));
if (document.querySelector(".sent")) forget();
// A list that comes late knows nothing of what was chosen from the one before
document.addEventListener("htmx:afterSwap", () => form && takeUp(form, kept().steps[location.pathname] ?? []));
// On a slow line somebody opens the list of all topics before anything hears it
document.addEventListener("htmx:load", () => {
  for (const part of document.querySelectorAll("details[open][hx-get]")) window.htmx.trigger(part, "toggle", {});
}, { once: true });
for (const event of ["input", "change"]) form?.addEventListener(event, () => keep(form));

export {};
