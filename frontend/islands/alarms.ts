// A new alarm is heard once, in whichever tab may sound first; the number of those that wait stays.
import { isNewer, isNews } from "./shell/newest";

/** What is counted apart: alarm words of applications, and alarms of live figures. */
const KINDS: Array<[key: string, data: string]> = [["alo-alarm-heard", "newest"], ["alo-live-alarm-heard", "newestLive"]];
const LOUDNESS = 0.3;
/** The newest alarms that this tab was not allowed to sound: another may be, or this one once it is pressed. */
const mute = new Map<string, number>();

/** Return what sounds, or nothing in a tab that nobody has pressed: browsers keep it silent. */
function awake(): AudioContext | null {
  const context = new AudioContext();
  if (context.state === "running" || navigator.userActivation?.hasBeenActive) return context;
  void context.close();
  return null;
}

async function sound(context: AudioContext): Promise<void> {
  await context.resume();
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
  for (const [key, data] of KINDS) listenFor(key, data);
}

function listenFor(key: string, data: string): void {
  const newest = Number(document.querySelector<HTMLElement>("#alarm-count [data-newest]")?.dataset[data] ?? 0);
  if (!isNewer(key, newest, localStorage)) return;
  if (newest === mute.get(key) && !navigator.userActivation?.hasBeenActive) return;
  const context = awake();
  mute.set(key, context ? 0 : newest);
  if (!context) return;
  isNews(key, newest, localStorage);
  document.documentElement.dataset.alarmSounded = String(newest);
  void sound(context).catch(() => undefined);
}

for (const press of ["pointerup", "keydown"]) document.addEventListener(press, listen);
document.addEventListener("htmx:afterSwap", listen);
listen();
