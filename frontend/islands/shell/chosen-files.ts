// Beside a field for files stands what was chosen, in the words of the page.
function show(field: Element): void {
  const said = field.parentElement?.querySelector<HTMLElement>(".file-chosen");
  const names = [...((field as HTMLInputElement).files ?? [])].map(({ name }) => name);
  if (said) said.textContent = names.join(", ") || (said.dataset.none ?? "");
}

document.addEventListener("change", ({ target }) => {
  // A page that takes the file at once empties the field
  if ((target as Element).matches(".file-field > input")) setTimeout(show, 0, target);
});
document.addEventListener("reset", ({ target }) => {
  setTimeout(() => (target as HTMLFormElement).querySelectorAll(".file-field > input").forEach(show));
});

export {};
