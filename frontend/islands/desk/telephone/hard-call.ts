// The panel of a hard call belongs to its call: it goes before the next one comes.
import { stays, type Shown } from "./at-hand";

let shown = bar();

function bar(): Shown {
  const { state, call } = document.querySelector<HTMLElement>("#bar [data-state]")?.dataset ?? {};
  return { state, call };
}

document.addEventListener("htmx:afterSwap", (event) => {
  if ((event as CustomEvent<{ target: HTMLElement }>).detail.target.id !== "bar") return;
  const before = shown;
  shown = bar();
  if (!stays(before, shown)) document.querySelector("#hard")?.replaceChildren();
});
