// The sheet of devices: microphone, headset and bell, each with a sound to try it, and whether the
// computer says when a call rings.
import { choose, chosen, type Use } from "../../softphone/devices";
import { Ringer } from "../../softphone/tones";

const sheet = document.querySelector<HTMLDialogElement>("#device-sheet");
const ringer = new Ringer();
const KINDS: Record<Use, MediaDeviceKind> = {
  microphone: "audioinput",
  headset: "audiooutput",
  bell: "audiooutput",
};

async function list(): Promise<void> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  for (const field of sheet!.querySelectorAll<HTMLSelectElement>("select[data-device]")) {
    const use = field.dataset.device as Use;
    const fitting = devices.filter((each) => each.kind === KINDS[use] && each.deviceId);
    const own = field.options[0]!;
    field.replaceChildren(own, ...fitting.filter((each) => each.deviceId !== "default").map(option));
    field.value = chosen(use);
    if (field.selectedIndex < 0) field.selectedIndex = 0;
  }
}

function option({ deviceId, label }: MediaDeviceInfo): HTMLOptionElement {
  return new Option(label || deviceId, deviceId);
}

function showNotifying(): void {
  const state = "Notification" in window ? Notification.permission : "denied";
  for (const part of sheet!.querySelectorAll<HTMLElement>("[data-notifying]")) {
    part.hidden = part.dataset.notifying !== state;
  }
}

sheet?.addEventListener("change", (event) => {
  const field = event.target as HTMLSelectElement;
  if (field.dataset.device) choose(field.dataset.device as Use, field.value);
});
sheet?.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("button");
  if (button?.dataset.tone) void ringer.test(button.dataset.tone as Use);
  if (button?.hasAttribute("data-notify")) void Notification.requestPermission().then(showNotifying);
});
document.addEventListener("click", (event) => {
  if (!sheet || !(event.target as Element).closest("[data-opens=device-sheet]")) return;
  void list();
  showNotifying();
});
navigator.mediaDevices?.addEventListener("devicechange", () => sheet?.open && void list());

export {};
