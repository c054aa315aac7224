// What stands in the form, and what is said beside it.
type Field = { value: string } | null;

/** Return what is typed and chosen, without what is empty. */
export function typed(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter((one): one is [string, string] => {
    return typeof one[1] === "string" && one[1] !== "";
  });
}

/** Put words into the form, in place of all that stood there. */
export function fill(form: HTMLFormElement, fields: [string, string][]): void {
  form.reset();
  // A form keeps its hidden fields
  for (const hidden of form.querySelectorAll<HTMLInputElement>("input[type=hidden]")) hidden.value = "";
  form.querySelector("#here-status")!.textContent = "";
  // Nothing is looked for any more
  form.querySelector("#id_q")!.dispatchEvent(new Event("input"));
  for (const [name, value] of fields) {
    const field = (form.elements.namedItem(name) ?? carry(form, name)) as Field;
    if (field) field.value = value;
  }
  for (let part = form.querySelector<HTMLElement>("[name=topic]:checked"); part; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true;
  }
  sayStaged(form, new Map(fields).get("staged") ?? "0");
  // A neighborhood is one of the district that it was chosen in
  form.querySelector<HTMLSelectElement>("[name=district]")!.onchange = () => {
    form.querySelector<HTMLInputElement>("[name=neighborhood]")!.value = "";
  };
}

/** Take along the answer to a question of the topic, which is not asked here; null for another field. */
function carry(form: HTMLFormElement, name: string): Field {
  if (!name.startsWith("question-")) return null;
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name });
  return form.appendChild(field);
}

/** Say how many photos of it the server has already, from the pages. */
function sayStaged(form: HTMLFormElement, count: string): void {
  const line = form.querySelector<HTMLElement>("#offline-staged")!;
  line.hidden = count === "0";
  line.querySelector("[data-staged]")!.textContent = count;
}

/** Say beside its field what is missing; null takes such words away. */
export function lack(form: HTMLFormElement, name: string | null): void {
  for (const error of form.querySelectorAll(".field .field-error")) error.remove();
  if (!name) return;
  const field = form.querySelector<HTMLElement>(name === "topic" ? "#id_q" : `[name=${name}]`)!;
  const words = form.querySelector<HTMLTemplateElement>(`[data-lacks=${name}]`)!;
  const part = field.closest(".field")!;
  part.querySelector("legend, label")!.after(words.content.cloneNode(true));
  field.focus();
  part.scrollIntoView({ block: "center" });
}

export type Trouble = "full" | "photos" | "large" | "memory";

/** Say above the form why it was not taken; null takes such words away. */
export function trouble(form: HTMLFormElement, name: Trouble | null): void {
  const line = form.querySelector<HTMLElement>("#offline-trouble")!;
  const words = name && form.querySelector<HTMLTemplateElement>(`[data-trouble=${name}]`);
  line.hidden = !words;
  line.replaceChildren(...(words ? [words.content.cloneNode(true)] : []));
  if (words) line.scrollIntoView({ block: "center" });
}
