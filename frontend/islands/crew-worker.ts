// The service worker of the crew's page: with a line everything comes from the server, without one
// from what was kept. It serves nothing but what lies below /crew/ and what that page fetches.

import { ANSWER_MS } from "./network/limits";

interface Life extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Life {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
const here = self as unknown as {
  addEventListener(name: "install" | "activate", act: (event: Life) => void): void;
  addEventListener(name: "fetch", act: (event: Asked) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

const KEPT = "crew";

here.addEventListener("install", (event) => event.waitUntil(here.skipWaiting()));
here.addEventListener("activate", (event) => event.waitUntil(here.clients.claim()));
here.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const ours = event.request.method === "GET" && address.origin === location.origin;
  // A piece of a file, the map of streets, cannot be kept
  if (event.request.headers.has("range")) return;
  if (ours && !address.pathname.startsWith("/stream/")) event.respondWith(answer(event.request));
});

async function answer(request: Request): Promise<Response> {
  const kept = await caches.open(KEPT);
  const found = await kept.match(request, { ignoreVary: true });
  try {
    const asked = fetch(request);
    // Without a copy of it a slow line is waited for
    const fresh = await (found ? Promise.race([asked, tooLate()]) : asked);
    // Who is signed out leaves nothing behind in the telephone but what waits to be sent
    if (request.mode === "navigate" && fresh.redirected) await caches.delete(KEPT);
    else if (fresh.ok) await kept.put(request, fresh.clone());
    return fresh;
  } catch (lost) {
    if (found) return found;
    throw lost;
  }
}

/** A line that went dead says nothing: what was kept is shown then. */
function tooLate(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new TypeError("no answer")), ANSWER_MS));
}
