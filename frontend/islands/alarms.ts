// A new alarm is heard once, in whichever tab comes first; the number of those that wait stays.
import { isNews } from "./shell/newest";

const KEY = "alo-alarm-heard";
const LOUDNESS = 0.3;

function sound(): void {
  const context = new AudioContext();
  void context.resume().catch(() => undefined);
  if (context.state === "suspended" && !navigator.userActivation?.hasBeenActive) return void context.close();
  const gain = new GainNode(context, { gain: LOUDNESS });
  gain.connect(context.destination);
  [880, 660, 880].forEach((frequency, place) => {
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(gain);
    tone.start(context.currentTime + place * 0.25);
    tone.stop(context.currentTime + place * 0.25 + 0.2);
  });
  window.setTimeout(() => void context.close(), 2_000);
}

function listen(): void {
  const newest = Number(document.querySelector<HTMLElement>("#alarm-count [data-newest]")?.dataset.newest ?? 0);
  if (!isNews(KEY, newest, localStorage)) return;
  document.documentElement.dataset.alarmSounded = String(newest);
  sound();
}

document.addEventListener("htmx:afterSwap", listen);
listen();
