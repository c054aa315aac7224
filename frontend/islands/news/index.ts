// On the page of an application: whether this browser is told when there is news about it.
import { TRANSFER_MS, within } from "../network/limits";
import { activated, bytesOf, isSame } from "./subscribing";

type Deed = "look" | "follow" | "unfollow";
interface Told {
  follows?: boolean;
  refused?: string;
}

const panel = document.querySelector<HTMLFormElement>("[data-follow]");

function say(words: string | undefined): void {
  panel!.querySelector("[data-said]")!.textContent = words ?? "";
}

function show(follows: boolean): void {
  for (const button of panel!.querySelectorAll<HTMLButtonElement>("[data-do]")) {
    button.hidden = (button.dataset.do === "unfollow") !== follows;
  }
  if (follows || !panel!.hasAttribute("data-over")) panel!.hidden = false;
}

/** Return this browser's subscription, made for the key of this city. */
async function subscribed(registration: ServiceWorkerRegistration): Promise<PushSubscription> {
  const applicationServerKey = bytesOf(panel!.dataset.key!);
  const known = await registration.pushManager.getSubscription();
  if (known && isSame(known.options.applicationServerKey, applicationServerKey)) return known;
  // Of another key: nobody could write to it
  await known?.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

async function ask(deed: Deed, subscription: PushSubscription): Promise<Told> {
  const { endpoint, keys } = subscription.toJSON();
  const body = new FormData(panel!);
  for (const [name, value] of Object.entries({ do: deed, endpoint, ...keys })) body.set(name, value ?? "");
  const headers = { Accept: "application/json" };
  const answer = await fetch(panel!.action, { method: "POST", body, headers, signal: within(TRANSFER_MS) });
  // Where the session has ended the answer is the page that says so
  if (answer.redirected) window.location.assign(answer.url);
  return (await answer.json()) as Told;
}

async function press(deed: Deed): Promise<void> {
  // Browsers ask only in the moment of a press
  if ((await Notification.requestPermission()) !== "granted") return say(panel!.dataset.denied);
  const { follows, refused } = await ask(deed, await subscribed(await activated()));
  if (follows === undefined) return say(refused ?? panel!.dataset.failed);
  show(follows);
  say(follows ? panel!.dataset.on : panel!.dataset.off);
}

async function begin(): Promise<void> {
  const known = await (await activated()).pushManager.getSubscription();
  // Of another key it hears nothing any more, whatever the server still knows of it
  const hears = known !== null && isSame(known.options.applicationServerKey, bytesOf(panel!.dataset.key!));
  show(hears && ((await ask("look", known)).follows ?? false));
  if (known && !hears) say(panel!.dataset.changed);
}

panel?.addEventListener("click", (event) => {
  const deed = (event.target as Element).closest<HTMLElement>("[data-do]")?.dataset.do as Deed | undefined;
  if (deed) press(deed).catch(() => say(panel.dataset.failed));
});
// A telephone shows notices of a site only once it is installed there, if it is Apple's
if (panel && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  begin().catch(() => show(false));
}
