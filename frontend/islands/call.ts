// The citizen's call page: how long the call lasts, its place in line where that is shown instead
// of spoken, and why it failed, in the page's own words.
import { between, duration } from "./desk/clocks/durations";
import { ANSWER_MS, within } from "./network/limits";
import type { Softphone } from "./softphone";
import type { Change } from "./softphone/phone";

const PLACE_MS = 3000;
const MENU_MS = 1000;

let since = 0;
let ticking = 0;

function tick(): void {
  const line = document.querySelector("[data-call-time]");
  if (line) line.textContent = duration(between(since, Date.now()));
}

interface Place {
  /** `closed`: the call ends by itself, and the words say why. */
  state: string;
  words: string;
  keys?: { key: string; words: string }[];
  // The menu takes a code: the keypad is wanted
  types?: boolean;
}

/** Ask where the call stands as long as it lasts. */
async function followPlace(phone: Softphone): Promise<void> {
  const line = phone.querySelector("[data-place-words]");
  if (!line || !phone.dataset.place) return;
  while (phone.state === "talking") {
    const place = await placeNow(phone.dataset.place);
    if (place?.words && place.words !== line.textContent) line.textContent = place.words;
    if (place) showKeys(phone, place.keys ?? []);
    if (place) openKeypad(phone, place.types ?? false);
    if (place) showEnd(phone, place);
    await new Promise((done) => setTimeout(done, place?.keys ? MENU_MS : PLACE_MS));
  }
  showKeys(phone, []);
}

/** Let the end of a call that an emergency cut short say so: who signs hears no announcement. */
function showEnd(phone: Softphone, { state, words }: Place): void {
  const line = phone.querySelector<HTMLElement>("[data-over-words]");
  if (!line) return;
  line.dataset.usual ??= line.textContent ?? "";
  line.textContent = state === "closed" ? words : line.dataset.usual;
}

async function placeNow(address: string): Promise<Place | null> {
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(address, { headers, signal: within(ANSWER_MS) });
    return answer.ok ? ((await answer.json()) as Place) : null;
  } catch {
    return null; // asked again in a moment
  }
}

/** The voice menu as buttons, which follow the call through it. Who pressed one by keyboard stays at
 * them, before the first, or when there are none comes to the words that say what is now. */
function showKeys(phone: Softphone, keys: { key: string; words: string }[]): void {
  const box = phone.querySelector<HTMLElement>("[data-menu-keys]");
  const shown = JSON.stringify(keys);
  if (!box || (box.dataset.shown ?? "[]") === shown) return;
  const wasHere = box.contains(document.activeElement);
  box.dataset.shown = shown;
  box.replaceChildren(...keys.map(({ key, words }) => keyButton(key, words)));
  if (wasHere) (keys.length ? box : phone.querySelector<HTMLElement>(".call-words"))?.focus();
}

/** Open the keypad while a code is typed; what the caller opened stays open. */
function openKeypad(phone: Softphone, types: boolean): void {
  const keypad = phone.querySelector<HTMLDetailsElement>("[data-keypad]");
  if (!keypad || keypad.dataset.types === String(types)) return;
  keypad.dataset.types = String(types);
  if (types) keypad.open = true;
}

function keyButton(key: string, words: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.className = "btn btn-quiet btn-large";
  button.type = "button";
  button.dataset.softphone = "key";
  button.dataset.key = key;
  const digit = document.createElement("strong");
  digit.textContent = key;
  button.append(digit, ` ${words}`);
  return button;
}

function explain(reason: string | undefined): void {
  const parts = [...document.querySelectorAll<HTMLElement>("[data-reason]")];
  const known = parts.some((part) => part.dataset.reason === reason);
  for (const part of parts) part.hidden = part.dataset.reason !== (known ? reason : "other");
}

document.addEventListener("softphone:state", (event) => {
  const change = (event as CustomEvent<Change>).detail;
  if (change.state === "talking" && change.previous === "ringing") {
    void followPlace(event.target as Softphone);
  }
  if (change.state === "talking" && !ticking) {
    since = Date.now();
    ticking = window.setInterval(tick, 1000);
    tick();
  }
  if (change.state === "ended" || change.state === "failed") {
    window.clearInterval(ticking);
    ticking = 0;
  }
  if (change.state === "failed") explain(change.reason ?? undefined);
});

document.addEventListener("softphone:refused", (event) => {
  const line = document.querySelector<HTMLElement>("[data-refusal]");
  if (!line) return;
  line.textContent = (event as CustomEvent<{ words: string }>).detail.words;
  line.hidden = false;
  document.querySelectorAll<HTMLElement>("[data-reason]").forEach((part) => (part.hidden = true));
});
