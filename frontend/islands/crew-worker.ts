// The service worker of the crew's page: with a line everything comes from the server, without one
// from what was kept. It serves nothing but what lies below /crew/ and what that page fetches.

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
  if (ours && !address.pathname.startsWith("/stream/")) event.respondWith(answer(event.request));
});

async function answer(request: Request): Promise<Response> {
  const kept = await caches.open(KEPT);
  try {
    const fresh = await fetch(request);
    // Who is signed out leaves nothing behind in the telephone but what waits to be sent
    if (request.mode === "navigate" && fresh.redirected) await caches.delete(KEPT);
    else if (fresh.ok) await kept.put(request, fresh.clone());
    return fresh;
  } catch (lost) {
    const found = await kept.match(request, { ignoreVary: true });
    if (found) return found;
    throw lost;
  }
}
