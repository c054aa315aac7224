// The crew's page: what is sent is kept in the telephone first, and goes out when there is a line.
import { TRANSFER_MS, within } from "../network/limits";
import "../place/finding";
import { whileHere } from "../shell/while-here";
import { kilometers, lacks, outcome } from "./outcome";
import { all, drop, keep, type Waiting } from "./queue";

/** The parts of the page, while it is shown. */
let line: HTMLElement;
let box: HTMLElement;
let list: HTMLUListElement;
let count: HTMLOutputElement;
const AGAIN_MILLISECONDS = 15_000;
let sending = false;

function say(words: string | undefined): void {
  line.textContent = words ?? "";
  line.className = words ? "notice" : "";
}

async function show(): Promise<void> {
  const waiting = await all();
  box.hidden = waiting.length === 0;
  count.value = String(waiting.length);
  list.replaceChildren(...waiting.map(entry));
  const addresses = waiting.filter(({ trouble }) => !trouble).map(({ address }) => address);
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-report]")) {
    showWaiting(form.closest("details")!, addresses.includes(form.getAttribute("action")!));
  }
}

/** What was reported without a line looks so as well: nobody goes there twice. */
function showWaiting(work: HTMLElement, waits: boolean): void {
  work.classList.toggle("is-waiting", waits);
  work.querySelector<HTMLElement>("[data-waits]")!.hidden = !waits;
}

function entry(report: Waiting): HTMLLIElement {
  const item = document.createElement("li");
  item.textContent = report.trouble ? `${report.name}: ${report.trouble}` : report.name;
  if (report.trouble) {
    const away = document.createElement("button");
    away.className = "btn btn-sm btn-bare";
    away.textContent = line.dataset.drop ?? "";
    away.addEventListener("click", () => void drop(report.token).then(show));
    item.append(" ", away);
  }
  return item;
}

function csrf(): string {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

/** Send one report. Returns whether the line is there. */
async function send(report: Waiting): Promise<boolean> {
  const body = new FormData();
  for (const [name, value] of report.fields) body.append(name, value);
  // By the same clock as `made_at`: however wrong it is, it says how long ago that was
  body.append("sent_at", new Date().toISOString());
  let answer: Response;
  try {
    answer = await fetch(report.address, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": csrf() },
      signal: within(TRANSFER_MS),
    });
  } catch {
    say(line.dataset.offline);
    return false;
  }
  const became = outcome(answer.status);
  if (became === "signed out") say(line.dataset.signedOut);
  if (became === "arrived") {
    await drop(report.token);
    say(line.dataset.arrived);
    mark(report.address);
  }
  if (became === "refused") {
    const told = answer.status === 422 ? ((await answer.json()) as { errors: string[] }) : null;
    say(undefined);
    await keep({ ...report, trouble: told?.errors.join(" ") ?? String(answer.status) });
  }
  return became === "arrived" || became === "refused";
}

/** Send what waits, one after the other, as long as the line holds. */
async function flush(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    for (const report of await all()) {
      if (!report.trouble && !(await send(report))) break;
    }
  } finally {
    sending = false;
    await show();
  }
}

/** Close the work that was reported, and let it look so. */
function mark(address: string): void {
  const form = document.querySelector<HTMLFormElement>(`form[action="${CSS.escape(address)}"]`);
  const work = form?.closest("details");
  if (!work) return;
  work.open = false;
  work.classList.add("is-reported");
  work.querySelector<HTMLElement>("[data-reported]")!.hidden = false;
}

// A map for each work would be too much for a telephone: it is drawn when the work is opened.
document.addEventListener("toggle", (event) => {
  const map = (event.target as HTMLElement).querySelector<HTMLTemplateElement>("[data-map]");
  if (map) map.replaceWith(map.content);
}, true);

/** Show the map of all works, once the list is there: drawing it takes a small telephone a moment. */
function showOverview(): void {
  const overview = document.querySelector<HTMLDetailsElement>("#crew-map");
  if (!overview) return;
  overview.hidden = false;
  if (document.readyState === "complete") overview.open = true;
  else window.addEventListener("load", () => overview.open = true, { once: true });
}

// A mark on it leads to its work, which opens.
document.addEventListener("click", (event) => {
  const mark = (event.target as HTMLElement).closest<HTMLAnchorElement>("a.map-mark");
  const work = mark && document.querySelector<HTMLDetailsElement>(`${mark.hash} > details`);
  if (!work) return;
  event.preventDefault();
  work.open = true;
  work.querySelector("summary")!.focus();
  work.scrollIntoView();
});

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (!form.matches("[data-report]")) return;
  event.preventDefault();
  if (isWhole(form)) void take(form);
});

/** Say beside its field what a report lacks: without a line nobody else does. */
function isWhole(form: HTMLFormElement): boolean {
  for (const error of form.querySelectorAll(".field-error")) error.remove();
  const data = new FormData(form);
  const name = lacks({ found: data.get("found") as string | null, note: data.get("note") as string });
  if (!name) return true;
  const field = form.querySelector<HTMLElement>(`[name=${name}]`)!;
  const error = form.querySelector<HTMLTemplateElement>(`[data-lacks=${name}]`)!;
  field.closest(".field")!.querySelector("legend, label")!.after(error.content.cloneNode(true));
  field.focus();
  // The words stand above it, and the menu over the top of the page
  field.closest(".field")!.scrollIntoView({ block: "center" });
  return false;
}

async function take(form: HTMLFormElement): Promise<void> {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  data.set("token", crypto.randomUUID());
  data.set("made_at", new Date().toISOString());
  const fields = [...data].filter(([, value]) => typeof value === "string" || value.size > 0);
  const address = form.getAttribute("action")!;
  const token = data.get("token") as string;
  await keep({ token, address, name: form.dataset.name ?? "", fields, trouble: "" });
  form.reset();
  form.closest("details")!.open = false;
  say(line.dataset.kept);
  await show();
  await flush();
}

/** Keep the page and what it needs, so that it opens without a line. */
async function ready(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(line.dataset.worker!, { scope: "/crew/" });
  await navigator.serviceWorker.ready;
  const seen = performance.getEntriesByType("resource").map((one) => new URL(one.name));
  const ours = seen.filter(({ origin, pathname }) => {
    // The map of streets comes in pieces, which cannot be kept
    return origin === location.origin && !pathname.startsWith("/stream/") && !pathname.endsWith(".pmtiles");
  });
  const map = (line.dataset.map ?? "").split(" ");
  const needed = new Set([location.pathname, ...map, ...ours.map((one) => one.pathname + one.search)]);
  const kept = await caches.open("crew");
  await Promise.allSettled([...needed].map((address) => kept.add(address)));
  document.documentElement.dataset.kept = "yes";
}

/** Sort by the way to go, once the telephone says where it is. */
function near(): void {
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    const works = document.querySelector<HTMLElement>("#crew-works");
    const here = { lat: coords.latitude, lon: coords.longitude };
    const far = (work: HTMLElement) =>
      kilometers(here, { lat: Number(work.dataset.lat), lon: Number(work.dataset.lon) });
    const placed = [...(works?.querySelectorAll<HTMLElement>("li[data-lat]") ?? [])];
    placed.sort((one, other) => far(one) - far(other));
    for (const work of placed) {
      work.querySelector("[data-far]")!.textContent = `${far(work).toFixed(1)} km`;
    }
    works?.prepend(...placed);
  });
}

whileHere(".crew", (page, signal) => {
  line = page.querySelector("#crew-line")!;
  box = page.querySelector("#crew-waiting")!;
  list = page.querySelector("#crew-queue")!;
  count = page.querySelector("#crew-count")!;
  window.addEventListener("online", () => void flush(), { signal });
  const again = window.setInterval(() => void flush(), AGAIN_MILLISECONDS);
  signal.addEventListener("abort", () => window.clearInterval(again));
  showOverview();
  const nearest = page.querySelector<HTMLButtonElement>("#crew-near");
  if (nearest && page.querySelector("li[data-lat]")) nearest.hidden = false;
  nearest?.addEventListener("click", near);
  void show().then(flush);
  void ready();
});
