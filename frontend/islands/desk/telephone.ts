// The telephone and the page: one window holds it, and a call that rings is shown at once.
import { flush } from "./drafts";
import { htmx, swap } from "./htmx";
import type { Reason, Softphone } from "../softphone";

const LOCK = "alo-softphone";
const phone = document.querySelector<Softphone>("#softphone");
let dialed = "";
let asked = 0;

/** Keep the telephone for this window until it closes or another one takes it. */
function hold(options: LockOptions): void {
  const mine = ++asked;
  void navigator.locks
    .request(LOCK, options, (lock) => {
      if (!lock) return undefined;
      void customElements.whenDefined("alo-softphone").then(() => phone!.start());
      return new Promise<void>(() => undefined);
    })
    .catch(() => {
      // Taken by another window; this one asking again is no loss.
      if (mine === asked) phone?.stop();
    });
}

if (phone) hold({ ifAvailable: true });

document.addEventListener("click", (event) => {
  if ((event.target as Element).closest("[data-phone-start]")) hold({ steal: true });
});

// A call-back that was asked for here is picked up by itself, whichever comes first: its ringing
// or the answer to the click. Any other ringing is shown as soon as the bar knows whose it is.
// The telephone may be in another window than the click: the wall beside the desk.
const windows = new BroadcastChannel("alo-dial");
document.addEventListener("alo:dial", (event) => {
  const { call } = (event as CustomEvent<{ call: string }>).detail;
  windows.postMessage(call);
  expect(call);
});
windows.addEventListener("message", ({ data }: MessageEvent<string>) => expect(data));

function expect(call: string): void {
  dialed = call;
  pickUpDialed();
}

document.addEventListener("softphone:ringing", () => {
  pickUpDialed();
  document.querySelector("#bar")?.dispatchEvent(new CustomEvent("live"));
});

function pickUpDialed(): void {
  if (dialed && phone?.state === "ringing" && phone.call?.id === dialed) phone.answer();
}

document.addEventListener("softphone:state", (event) => {
  const { state, reason } = (event as CustomEvent<{ state: string; reason: Reason }>).detail;
  const line = phone?.querySelector<HTMLElement>("[data-phone-words]");
  if (line && state === "failed") line.textContent = phone!.dataset[reason] ?? phone!.dataset.network!;
});

// The bar says which call is at hand, also when the telephone is in another window.
let shown = bar()?.dataset.call ?? "";
document.addEventListener("htmx:afterSwap", (event) => {
  if ((event as CustomEvent<{ target: HTMLElement }>).detail.target.id !== "bar") return;
  const state = bar();
  const words = document.querySelector<HTMLElement>("#ring-words");
  if (words) words.textContent = state?.dataset.ringing ?? "";
  const { call = "", page = "", direction } = state?.dataset ?? {};
  if (call && direction === "in") void pop(page, call);
});

function bar(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#bar [data-state]");
}

async function pop(page: string, call: string): Promise<void> {
  if (shown === call) return;
  shown = call;
  await flush();
  if (document.querySelector("#work")) return swap(page, "#work", "outerHTML");
  // The center's lists stay where they are; the call gets the page's content.
  await htmx().ajax("get", page, { target: "#content", select: "#content", swap: "outerHTML" });
}

// Leaving the page would cut the call.
window.addEventListener("beforeunload", (event) => {
  if (phone && ["talking", "held", "ringing"].includes(phone.state)) event.preventDefault();
});
