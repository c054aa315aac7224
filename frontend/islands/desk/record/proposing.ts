// A proposed topic is taken with a click or its key, as if it had been found in the search line.
import { choose } from "../../combobox/field";

function take({ dataset }: HTMLElement): void {
  const words = document.querySelector<HTMLElement>("#id_topic_text");
  if (!words) return;
  choose(words, { value: dataset.proposes ?? "", text: dataset.text ?? "" }, dataset);
  document.querySelector<HTMLElement>("#id_text")?.focus();
  document.querySelector("#proposals")?.replaceChildren();
}

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-proposes]");
  if (button) take(button);
});
