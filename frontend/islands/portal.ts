// On every page of the portal: the worker that lets applications be written without a line, what
// waits in the telephone goes out, and a bar says how it stands.
import { afterLoad } from "./network/loaded";
import { isAble } from "./waiting/able";
import { news } from "./waiting/application";
import { onChange, store } from "./waiting/store";
import { flush } from "./waiting/sending";

const AGAIN_MILLISECONDS = 60_000;
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

async function send(): Promise<void> {
  try {
    await flush();
    await tell();
  } catch {
    // A browser that denies its memory keeps nothing that could wait
  }
}

async function begin(): Promise<void> {
  await navigator.serviceWorker.register(script.dataset.worker!, { scope: script.dataset.scope! });
  window.addEventListener("online", () => void send());
  window.setInterval(() => void send(), AGAIN_MILLISECONDS);
  onChange(() => void tell());
  await send();
}

if (isAble()) afterLoad(() => void begin());
