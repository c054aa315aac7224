// What is chosen in the list for many at once: it outlives a fresh list, and says how much it is.

/** Keep the boxes of a list ticked through its swaps, and show the bar while one is. */
export function keepChoice(list: HTMLElement, signal: AbortSignal): void {
  const bar = document.querySelector<HTMLElement>("#bulk-form");
  const count = document.querySelector<HTMLOutputElement>("#bulk-count");
  const all = document.querySelector<HTMLButtonElement>("#bulk-all");
  const chosen = new Set<string>();

  const boxes = () => [...list.querySelectorAll<HTMLInputElement>("input[name=code]")];

  function show(): void {
    if (!bar || !count || !all) return;
    const ticked = boxes().filter((box) => box.checked).length;
    bar.hidden = ticked === 0;
    count.hidden = false;
    count.value = String(ticked);
    all.hidden = ticked === boxes().length;
  }

  list.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    if (box.checked) chosen.add(box.value);
    else chosen.delete(box.value);
    show();
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const box of boxes()) box.checked = chosen.has(box.value);
    show();
  }, { signal });
  all?.addEventListener("click", () => {
    for (const box of boxes()) {
      box.checked = true;
      chosen.add(box.value);
    }
    show();
  });
  // A browser that goes back ticks them again by itself.
  for (const box of boxes()) if (box.checked) chosen.add(box.value);
  show();
}
