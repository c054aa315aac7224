// The telephone is connected, and the bar has its agent as offline: the switchboard lost the sign-in,
// or the record missed it. The page says so and asks again by itself until the agent is let in.
import { AskingAgain } from "./asking-again";
import type { Softphone } from "../../softphone";

const phone = document.querySelector<Softphone>("#softphone");

function isUnheard(): boolean {
  const state = document.querySelector<HTMLElement>("#bar [data-state]")?.dataset.state;
  return phone?.state === "registered" && state === "offline";
}

function ask(): void {
  phone!.toggleAttribute("unheard", true);
  document.querySelector("#bar [data-unheard]")?.dispatchEvent(new CustomEvent("live"));
}

const asking = new AskingAgain(isUnheard, ask, window);

function look(): void {
  if (!isUnheard()) phone?.removeAttribute("unheard");
  asking.look();
}

document.addEventListener("softphone:state", look);
document.addEventListener("htmx:afterSwap", (event) => {
  if ((event as CustomEvent<{ target: HTMLElement }>).detail.target.id === "bar") look();
});
// A supervisor took the account back: Asterisk tells the telephone only when it registers again
document.addEventListener("desk:signed-out", () => {
  if (phone?.state === "registered") phone.yield("signed_out");
});
