// Until htmx has read the page a button would send its form whole, and leave the page. On a slow
// computer keys come before that; what they ask for waits.

let read = "ready" in document.documentElement.dataset;
const waiting: (() => void)[] = [];
document.addEventListener("htmx:load", () => {
  read = true;
  for (const act of waiting.splice(0)) act();
}, { once: true });

/** Act now, or as soon as htmx has read the page. */
export function whenRead(act: () => void): void {
  if (read) act();
  else waiting.push(act);
}
