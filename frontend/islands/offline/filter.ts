// The list of topics shows what fits the typed words, wherever it stands in the list.
import { fits } from "./topics";

/** Let the box above the topics find among them. */
export function findTopics(part: HTMLElement): void {
  const box = part.querySelector<HTMLInputElement>("input[type=search]")!;
  box.addEventListener("input", () => show(part, box.value.trim()));
}

function show(part: HTMLElement, typed: string): void {
  for (const topic of part.querySelectorAll<HTMLElement>("[data-words]")) {
    // What is chosen stays in view
    topic.hidden = !fits(typed, topic.dataset.words!) && !topic.querySelector(":checked");
  }
  const all = part.querySelector<HTMLDetailsElement>(".all-topics")!;
  all.open = typed !== "";
  for (const group of all.querySelectorAll<HTMLDetailsElement>("details")) {
    const found = group.querySelector("[data-words]:not([hidden])") !== null;
    group.hidden = !found;
    group.open = typed !== "" && found;
  }
  part.querySelector<HTMLElement>("[data-none]")!.hidden = all.querySelector("details:not([hidden])") !== null;
}
