// On every page of the portal: the worker that lets applications be written without a line, what
// waits in the telephone goes out, and a bar says how it stands.
import { afterLoad } from "./network/loaded";
import { isAble } from "./waiting/able";
import { news } from "./waiting/application";
import { onChange, store } from "./waiting/store";
import { flush } from "./waiting/sending";

const AGAIN_MILLISECONDS = 60_000;
/** A browser says that it is online before its line carries anything. */
const AFTER_ONLINE_MILLISECONDS = [2_000, 5_000, 15_000];
const script = document.querySelector<HTMLScriptElement>("script[data-worker]")!;

async function tell(): Promise<void> {
  const bar = document.querySelector<HTMLElement>("#waiting-bar");
  if (!bar) return;
  const what = news(await store.all());
  bar.hidden = what === null;
  for (const words of bar.querySelectorAll<HTMLElement>("[data-news]")) {
    words.hidden = words.dataset.news !== what;
  }
}

/** Send what waits; what got no answer is tried again after each of the pauses. */
async function send(pauses: readonly number[] = []): Promise<void> {
  const [pause, ...others] = pauses;
  try {
    const isSent = await flush();
    await tell();
    if (!isSent && pause !== undefined) window.setTimeout(() => void send(others), pause);
  } catch {
    // A browser that denies its memory keeps nothing that could wait
  }
}

async function begin(): Promise<void> {
  await navigator.serviceWorker.register(script.dataset.worker!, { scope: script.dataset.scope! });
  window.addEventListener("online", () => void send(AFTER_ONLINE_MILLISECONDS));
  window.setInterval(() => void send(), AGAIN_MILLISECONDS);
  onChange(() => void tell());
  await send();
}

if (isAble()) afterLoad(() => void begin());
