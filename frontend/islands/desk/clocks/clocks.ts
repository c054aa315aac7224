// Running times: `data-since` counts up, `data-until` counts down, `data-gone` is hidden from then on. Readers are not told each second.
import { between, duration } from "./durations";

function tick(): void {
  const now = Date.now();
  for (const clock of document.querySelectorAll<HTMLElement>("[data-since]")) {
    clock.textContent = duration(between(clock.dataset.since!, now));
  }
  for (const clock of document.querySelectorAll<HTMLElement>("[data-until]")) {
    clock.textContent = duration(between(now, clock.dataset.until!));
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-gone]")) {
    element.hidden = between(now, element.dataset.gone!) <= 0;
  }
  mark(now);
}

/** A limit that passes while the page stands: other words and another color. */
function mark(now: number): void {
  for (const limit of document.querySelectorAll<HTMLElement>("[data-limit]")) {
    const over = between(now, limit.dataset.limit!) <= 0;
    limit.classList.toggle("chip-warn", !over);
    limit.classList.toggle("chip-bad", over);
    limit.querySelector<HTMLElement>("[data-before]")!.hidden = over;
    limit.querySelector<HTMLElement>("[data-after]")!.hidden = !over;
  }
}

tick();
window.setInterval(tick, 1_000);
document.addEventListener("htmx:afterSwap", tick);
