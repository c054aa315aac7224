// The screen of the hall: a number that was just called blinks, chimes and is spoken.
import { Announcer } from "./announcer";
import { Called, type Call } from "./calls";

const table = document.querySelector<HTMLElement>("#calls")!;
const button = document.querySelector<HTMLButtonElement>("[data-sound]")!;
const clock = document.querySelector<HTMLElement>("[data-clock]")!;
const announcer = new Announcer((name) => table.dataset.sounds!.replace("/name/", `/${name}/`));

function shown(): Call[] {
  return [...table.querySelectorAll<HTMLElement>("[data-call]")].map((row) => ({
    key: row.dataset.call!,
    at: Number(row.dataset.at),
    sounds: row.dataset.words!.split(" "),
  }));
}

const called = new Called(shown());

document.addEventListener("htmx:afterSettle", () => {
  for (const call of called.newOnes(shown())) {
    table.querySelector(`[data-call="${CSS.escape(call.key)}"]`)?.classList.add("hall-new");
    announcer.announce(call.sounds);
  }
});

// Browsers keep a page silent until it is pressed, unless the television was started to allow sound
function tell(): void {
  button.hidden = !announcer.isSilent;
}
button.addEventListener("click", () => void announcer.wake().then(tell));
void announcer.wake().then(tell, tell);
tell();

// The time is the server's, and what has passed since: a television may have any clock
const opened = Date.parse(clock.dataset.now!) - performance.now();

function tick(): void {
  clock.textContent = new Date(opened + performance.now()).toLocaleTimeString(document.documentElement.lang, {
    timeZone: clock.dataset.clock!,
    hour: "2-digit",
    minute: "2-digit",
  });
}
tick();
window.setInterval(tick, 5_000);
