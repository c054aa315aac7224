// Somebody writes, and this agent is asked to take it or has it in hand: one soft note, and words for
// who does not see. A call that rings or is talked on is not disturbed by more than that.
import { Ringer } from "../../softphone/tones";
import { news } from "./waiting-mine";

const ringer = new Ringer();
const row = document.querySelector<HTMLElement>("#written");
const words = document.querySelector<HTMLElement>("#written-words");
let told = "";
/** What waited when the page was opened is no news. */
let waited: string[] | null = null;

function follow(): void {
  const said = asked() || written();
  if (!said) return;
  if (words) words.textContent = said;
  ringer.knock();
}

/** Say what one is asked to take, once. */
function asked(): string {
  const offer = row?.querySelector<HTMLElement>("[data-offer]");
  const name = offer?.dataset.offer ?? "";
  if (name === told) return "";
  told = name;
  return offer?.querySelector("strong")?.textContent?.trim() ?? "";
}

/** Say who wrote in a conversation that one has in hand. */
function written(): string {
  const hand = row?.querySelector<HTMLElement>("[data-news]");
  const shown = [...(hand?.querySelectorAll<HTMLElement>("[data-who]") ?? [])];
  const now = shown.map((each) => each.dataset.waits ?? "").filter(Boolean);
  const found = news(waited ?? now, now);
  waited = now;
  if (!found) return "";
  return `${hand?.dataset.news}: ${shown.find((each) => each.dataset.waits === found)?.dataset.who}`;
}

document.addEventListener("htmx:afterSwap", (event) => {
  if ((event as CustomEvent<{ target: HTMLElement }>).detail.target === row) follow();
});
