// The service worker of applications. It keeps what the server names in front of it (`kept`), which
// is the same for everybody; no page that tells of a person passes through here to be kept.
import { ANSWER_MS, TRANSFER_MS } from "./network/limits";
import { read } from "./news/told";
import { flush, SYNC } from "./waiting/sending";

interface Life extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Life {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Woken extends Life {
  readonly tag: string;
}
interface Told extends Life {
  readonly data: { text(): string } | null;
}
interface Clicked extends Life {
  readonly notification: Notification;
}
const here = self as unknown as {
  addEventListener(name: "install" | "activate", act: (event: Life) => void): void;
  addEventListener(name: "fetch", act: (event: Asked) => void): void;
  addEventListener(name: "sync", act: (event: Woken) => void): void;
  addEventListener(name: "push", act: (event: Told) => void): void;
  addEventListener(name: "notificationclick", act: (event: Clicked) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; openWindow(address: string): Promise<unknown> };
  registration: ServiceWorkerRegistration;
  kept: { version: string; shell: string; files: string[] };
};

const OURS = "portal-";
const ICON = "/icons/app-192.png";
const CACHE = OURS + here.kept.version;

here.addEventListener("install", (event) => event.waitUntil(fill()));
here.addEventListener("activate", (event) => event.waitUntil(tidy()));
here.addEventListener("sync", (event) => {
  if (event.tag === SYNC) event.waitUntil(deliver());
});
here.addEventListener("push", (event) => event.waitUntil(tell(event.data?.text() ?? "")));
here.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(here.clients.openWindow(location.origin + (event.notification.data as string)));
});
here.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (here.kept.files.includes(pathname)) event.respondWith(fresh(request, pathname));
});

async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(here.kept.files.map((file) => new Request(file, { cache: "reload" })));
  await here.skipWaiting();
}

async function tidy(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await here.clients.claim();
}

/** The browser wakes the worker again where this fails. */
async function deliver(): Promise<void> {
  if (!(await flush())) throw new Error("not all is sent");
}

/** News about the same application takes the place of what was told before, and is heard again. */
function tell(told: string): Promise<void> {
  const { title, body, page } = read(told, location.host);
  const shown = { body, tag: page, renotify: true, icon: ICON, data: page };
  return here.registration.showNotification(title, shown);
}

/** A page comes from the server; without a line the one that is kept comes in its place. */
async function page(request: Request): Promise<Response> {
  const { shell } = here.kept;
  if (request.method === "GET") return fresh(request, shell);
  // What a form sent is in this tab: the page that is kept takes it up
  return answer(request, TRANSFER_MS).catch(() => instead(shell, request));
}

function instead(shell: string, { url }: Request): Response {
  const from = new URLSearchParams({ from: new URL(url).pathname });
  return Response.redirect(`${shell}?${from}`, 303);
}

async function fresh(request: Request, otherwise: string): Promise<Response> {
  const found = await caches.match(otherwise, { cacheName: CACHE });
  // Without a copy of it a slow line is waited for
  if (!found) return answer(request, TRANSFER_MS);
  return answer(request, ANSWER_MS).catch(() => found);
}

/** A line that went dead says nothing: it has so long. */
function answer(request: Request, milliseconds: number): Promise<Response> {
  const asked = fetch(request);
  return Promise.race([asked, tooLate(milliseconds)]);
}

function tooLate(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new TypeError("no answer")), milliseconds));
}
