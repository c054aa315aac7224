// A new notice is shown on the screen once, in whichever tab comes first, if the browser may.
import { isNews } from "./shell/newest";

const KEY = "alo-notice-shown";

function newest(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#notice-count [data-newest]");
}

function show(): void {
  const told = newest();
  if (!told || !("Notification" in window) || Notification.permission !== "granted") return;
  const key = Number(told.dataset.newest);
  if (!isNews(KEY, key, localStorage)) return;
  const shown = new Notification(told.dataset.title ?? "", { body: told.dataset.text ?? "", tag: `notice-${key}` });
  shown.addEventListener("click", () => {
    // A tab of its own: a call may be going on in this one
    window.open(told.dataset.page, "_blank", "noopener");
    shown.close();
  });
}

/** On the page of the ways: ask the browser, which does so only when somebody presses. */
function offer(): void {
  const box = document.querySelector<HTMLElement>("#desktop-notices");
  if (!box || !("Notification" in window)) return;
  box.hidden = Notification.permission === "granted";
  const refused = Notification.permission === "denied";
  for (const each of box.querySelectorAll<HTMLElement>("[data-ask]")) each.hidden = refused;
  for (const each of box.querySelectorAll<HTMLElement>("[data-refused]")) each.hidden = !refused;
}

document.addEventListener("htmx:afterSwap", show);
document.addEventListener("click", (event) => {
  if (!(event.target as Element).closest("#desktop-notices button")) return;
  void Notification.requestPermission().then(offer);
});
show();
offer();
