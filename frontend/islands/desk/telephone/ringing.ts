// A call that rings is noticed: by the title of the tab, by a notification of the desktop where the
// desk is not in view, and by a bell; browsers keep that one mute until the page was touched once.

import { ARRIVED } from "../../shell/while-here";

const BLINK_MS = 1_000;
const bell = document.querySelector<HTMLElement>("[data-bell-mute]");
let title = "";
let blinking = 0;
let told = "";
let shown: Notification | null = null;

function bar(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#bar [data-state]");
}

function follow(): void {
  const words = bar()?.dataset.ringing ?? "";
  if (words && !blinking) begin(words);
  if (!words && blinking) end();
  if (words && told !== bar()?.dataset.call) notify(words);
}

function begin(words: string): void {
  title = document.title;
  document.title = words;
  blinking = window.setInterval(() => {
    document.title = document.title === words ? title : words;
  }, BLINK_MS);
}

function end(): void {
  window.clearInterval(blinking);
  blinking = 0;
  document.title = title;
  shown?.close();
  shown = null;
}

function notify(words: string): void {
  told = bar()?.dataset.call ?? "";
  if (!("Notification" in window) || Notification.permission !== "granted" || document.hasFocus()) return;
  shown = new Notification(words, { body: bar()?.dataset.queue ?? "", tag: "alo-call", requireInteraction: true });
  shown.addEventListener("click", () => {
    window.focus();
    shown?.close();
  });
}

function touched(): void {
  if (bell) bell.hidden = true;
}

if (bell) bell.hidden = navigator.userActivation?.hasBeenActive ?? true;
// Not when the button goes down: the bar gets lower, and what was meant would move away under it
document.addEventListener("click", touched, { once: true });
document.addEventListener("keydown", touched, { once: true });
document.addEventListener("htmx:afterSwap", follow);
// The title of the page that came meanwhile
document.addEventListener(ARRIVED, () => (title = document.title));
follow();

