// What a browser needs to be told of news: the worker that hears it, and the key of this city.

/** Return the worker of the portal once it is at work: it is registered by every page. */
export async function activated(): Promise<ServiceWorkerRegistration> {
  const { worker, scope } = document.querySelector<HTMLScriptElement>("script[data-worker]")!.dataset;
  const registration = await navigator.serviceWorker.register(worker!, { scope: scope! });
  const coming = registration.installing ?? registration.waiting;
  if (registration.active || !coming) return registration;
  return new Promise((resolve, reject) => {
    coming.addEventListener("statechange", () => {
      if (coming.state === "activated") resolve(registration);
      if (coming.state === "redundant") reject(new Error("no worker"));
    });
  });
}

/** Return the bytes of base64url. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

/** Tell whether a subscription was made for a key; a browser that does not say so is believed. */
export function isSame(known: ArrayBuffer | null, key: Uint8Array): boolean {
  if (known === null) return true;
  const bytes = new Uint8Array(known);
  return bytes.length === key.length && bytes.every((byte, place) => byte === key[place]);
}
