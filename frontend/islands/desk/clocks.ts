// Running times: `data-since` counts up, `data-until` counts down. Readers are not told each second.

function words(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number: number): string => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function tick(): void {
  const now = Date.now() / 1000;
  for (const clock of document.querySelectorAll<HTMLElement>("[data-since]")) {
    clock.textContent = words(now - Date.parse(clock.dataset.since!) / 1000);
  }
  for (const clock of document.querySelectorAll<HTMLElement>("[data-until]")) {
    clock.textContent = words(Date.parse(clock.dataset.until!) / 1000 - now);
  }
  mark(now);
}

/** A limit that passes while the page stands: other words and another color. */
function mark(now: number): void {
  for (const limit of document.querySelectorAll<HTMLElement>("[data-limit]")) {
    const over = Date.parse(limit.dataset.limit!) / 1000 <= now;
    limit.classList.toggle("chip-warn", !over);
    limit.classList.toggle("chip-bad", over);
    limit.querySelector<HTMLElement>("[data-before]")!.hidden = over;
    limit.querySelector<HTMLElement>("[data-after]")!.hidden = !over;
  }
}

tick();
window.setInterval(tick, 1_000);
document.addEventListener("htmx:afterSwap", tick);
