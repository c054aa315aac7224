// The telephone and the page: one window holds it, and a call that rings is shown at once.
import { flush } from "../composing/drafts";
import { typedIn } from "../../sessions/unsent";
import { visit } from "../../shell/visiting";
import { swap } from "../htmx";
import { HangingUp } from "./hanging-up";
import { screenName } from "./screen";
import type { Reason, Softphone } from "../../softphone";

const LOCK = "alo-softphone";
/** A page that still waits for the telephone after so long says where it is. */
const LETTING_GO_MS = 1_000;
/** So long after the ringing, and again after a first look in vain, the record is asked for it. */
const RINGING_MS = 5_000;
const LOOKS = 2;
const phone = document.querySelector<Softphone>("#softphone");
let dialed = "";
let asked = 0;
/** The bar has named this page as the one with the telephone: another name is news. */
let ours = false;

/** Keep the telephone for this window until it closes or another one takes it. */
function hold(options: LockOptions, take = false): void {
  const mine = ++asked;
  void navigator.locks
    .request(LOCK, options, () => {
      void customElements.whenDefined("alo-softphone").then(() => start(take));
      return new Promise<void>(() => undefined);
    })
    .catch(() => {
      // Taken by another window; this one asking again is no loss.
      if (mine === asked) phone?.yield();
    });
}

/** Register as this page; `take` brings a call here that another page has. */
function start(take: boolean): void {
  ours = false;
  const query = new URLSearchParams({ screen: screenName(), ...(take ? { take: "yes" } : {}) });
  phone!.dataset.credentialsUrl = `${phone!.dataset.signOn}?${query}`;
  void phone!.start();
}

/** The newest page has the telephone; this one says so and can take it back. */
function yieldToNewest(): void {
  const screen = bar()?.dataset.screen ?? "";
  if (screen === screenName()) ours = true;
  else if (ours && screen) {
    ours = false;
    phone?.yield();
  }
}

// The browser may end the page that was left after this one has begun, and keeps its lock so long; or
// another window has the telephone. When that one goes, the telephone opens here.
if (phone) {
  hold({});
  window.setTimeout(() => {
    const words = phone.querySelector<HTMLElement>("[data-phone-closed]");
    if (words) words.hidden = phone.state !== "idle";
  }, LETTING_GO_MS);
}

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-phone-start]");
  if (button) hold({ steal: true }, button.dataset.phoneStart === "take");
});

// A call-back that was asked for here is picked up by itself, whichever comes first: its ringing
// or the answer to the click. So is a caller who waits for this agent after a reload or a break.
// Any other ringing is shown as soon as the bar knows whose it is.
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
  pickUp();
}

document.addEventListener("softphone:ringing", () => {
  pickUp();
  refreshBar();
  const call = phone?.call?.id;
  if (call) window.setTimeout(() => confirmRinging(call), RINGING_MS);
});

/** A page that was frozen hears of a ringing that is long over: the record knows none.
 *
 * The record of a busy center may be late itself: it is asked twice. */
function confirmRinging(call: string, looks = LOOKS): void {
  const rings = () => phone?.state === "ringing" && phone.call?.id === call;
  if (!rings()) return;
  askBar(() => {
    if (!rings() || call === dialed || bar()?.dataset.call === call) return;
    if (looks === 1) phone?.dismiss();
    else window.setTimeout(() => confirmRinging(call, looks - 1), RINGING_MS);
  });
}

/** Draw the bar anew, and say when its answer was heard. */
function askBar(heard: () => void): void {
  document.addEventListener("htmx:afterSwap", function look(event) {
    if ((event as CustomEvent<{ target: HTMLElement }>).detail.target.id !== "bar") return;
    document.removeEventListener("htmx:afterSwap", look);
    heard();
  });
  refreshBar();
}

function refreshBar(): void {
  document.querySelector("#bar")?.dispatchEvent(new CustomEvent("live"));
}

function pickUp(): void {
  if (phone?.state !== "ringing" || !phone.call?.id) return;
  if ([dialed, bar()?.dataset.returning].includes(phone.call.id)) phone.answer();
}

document.addEventListener("softphone:state", (event) => {
  const { state, reason } = (event as CustomEvent<{ state: string; reason: Reason }>).detail;
  if (state !== "failed") return;
  say(phone!.dataset[reason] ?? phone!.dataset.network!, reason === "elsewhere" ? "elsewhere" : "again");
});
document.addEventListener("softphone:refused", (event) => {
  const { words, reason } = (event as CustomEvent<{ words: string; reason: Reason }>).detail;
  say(words, reason === "elsewhere" ? "elsewhere" : reason === "signed_out" ? "again" : "call");
});

/** Say why there is no telephone here, with the button that fits. */
function say(words: string, way: "again" | "elsewhere" | "call"): void {
  const line = phone!.querySelector<HTMLElement>("[data-phone-words]")!;
  line.textContent = words;
  for (const button of phone!.querySelectorAll<HTMLElement>("[data-for]")) {
    button.hidden = button.dataset.for !== way;
  }
}

// To hang up is asked of the switchboard: a leg that only ends is a page that was reloaded. Where none
// carries it out, the telephone itself says good-bye: the server does not answer, the switchboard
// program is away, or the call ended there while this page did not hear of it.
const hanging = new HangingUp(
  { call: () => phone?.call?.id ?? "", hangUp: () => phone?.hangup(), ask: askBar },
  window,
);
document.addEventListener("desk:no-call", () => hanging.byItself());
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLElement;
  if (!form.matches("[data-hang-up]")) return;
  hanging.press();
  form.addEventListener("htmx:afterRequest", (answer) => {
    hanging.answered((answer as CustomEvent<{ successful: boolean }>).detail.successful);
  }, { once: true });
});

// The bar says which call is at hand, also when the telephone is in another window.
let shown = bar()?.dataset.call ?? "";
document.addEventListener("htmx:afterSwap", (event) => {
  if ((event as CustomEvent<{ target: HTMLElement }>).detail.target.id !== "bar") return;
  const state = bar();
  const words = document.querySelector<HTMLElement>("#ring-words");
  if (words) words.textContent = state?.dataset.ringing ?? "";
  yieldToNewest();
  pickUp();
  const { call = "", page = "", direction, given = "" } = state?.dataset ?? {};
  if (given) void giveAway(given);
  // A number that is dialed from the desk has a record of its own; from a case, the case stays
  if (call && (direction === "in" || document.querySelector("#work"))) void pop(page, call);
});

function bar(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#bar [data-state]");
}

/** The record of a call goes with it to whoever took the call over: what was typed is kept first. */
let gone = "";
async function giveAway(call: string): Promise<void> {
  const work = document.querySelector<HTMLElement>(`#work[data-work="call:${CSS.escape(call)}"]`);
  if (!work || gone === call) return;
  gone = call;
  await flush();
  return swap(work.dataset.page!, "#work", "outerHTML");
}

async function pop(page: string, call: string): Promise<void> {
  if (shown === call) return;
  shown = call;
  if (document.querySelector("#work")) {
    await flush();
    return swap(page, "#work", "outerHTML");
  }
  // What is typed on another page and kept nowhere is not taken away: the bar leads to the call
  const forms = [...document.querySelectorAll<HTMLFormElement>("#content form:not([data-draft])")];
  if (!forms.some((form) => form.method === "post" && typedIn(form))) await visit(page, true);
}

// Nothing is lost by leaving the page: a reload brings the caller back. But it interrupts a talk,
// so it is asked whether a closed tab was meant. Our own pages come into this one (shell/visiting.ts).
window.addEventListener("beforeunload", (event) => {
  if (["talking", "held"].includes(phone?.state ?? "")) event.preventDefault();
});
