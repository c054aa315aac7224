// A proposed topic is taken with a click or its key, as if it had been found in the search line.

function choose(button: HTMLElement): void {
  const box = document.querySelector<HTMLElement>(".combo-topic");
  const words = document.querySelector<HTMLInputElement>("#id_topic_text");
  const topic = document.querySelector<HTMLInputElement>("#id_topic");
  if (!box || !words || !topic) return;
  words.value = button.dataset.text ?? "";
  words.removeAttribute("aria-invalid");
  topic.value = button.dataset.proposes ?? "";
  box.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: button.dataset }));
  topic.dispatchEvent(new Event("change", { bubbles: true }));
  document.querySelector<HTMLElement>("#id_text")?.focus();
  document.querySelector("#proposals")?.replaceChildren();
}

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-proposes]");
  if (button) choose(button);
});

export {};
