// A button that sends names whom it reaches, also when the way is chosen beside it.

function name(button: HTMLElement): void {
  const field = document.getElementById(button.dataset.receiverOf!);
  const chosen = field instanceof HTMLSelectElement ? field.selectedOptions[0]?.textContent : null;
  button.textContent = chosen ?? (field instanceof HTMLInputElement ? field.value : "");
}

function nameAll(): void {
  document.querySelectorAll<HTMLElement>("[data-receiver-of]").forEach(name);
}

nameAll();
document.addEventListener("input", nameAll);
document.addEventListener("change", nameAll);
document.addEventListener("htmx:afterSettle", nameAll);

export {};
