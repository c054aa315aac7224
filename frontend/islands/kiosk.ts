// The kiosk goes back to its first page by itself: a number is for one visitor, and what the first page
// says of hours, language and priority is for the next one. A number is printed once.
import { PAGE_MS, within } from "./network/limits";

// Longer than it takes to read a number and fetch the paper, or to choose what one comes for; whoever
// touches the screen has as long again
const NUMBER_SECONDS = 30;
const FIRST_SECONDS = 60;
const PRINTED = "kiosk:printed";

const back = document.body.dataset.back!;
const key = document.querySelector<HTMLElement>("[data-print]")?.dataset.print;

// A page that is loaded again is no second paper
if (key && sessionStorage.getItem(PRINTED) !== key) {
  sessionStorage.setItem(PRINTED, key);
  window.print();
}

let timer = 0;
function wait(): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void goBack(timer), (key ? NUMBER_SECONDS : FIRST_SECONDS) * 1000);
}

/** Go where the server answers: a browser's page about an error would stay for good. */
async function goBack(own: number): Promise<void> {
  const answer = await fetch(back, { signal: within(PAGE_MS) }).catch(() => null);
  // Somebody touched the screen meanwhile
  if (own !== timer) return;
  if (answer?.ok) location.replace(back);
  else wait();
}

for (const sign of ["pointerdown", "keydown", "focusin"]) document.addEventListener(sign, wait);
wait();
