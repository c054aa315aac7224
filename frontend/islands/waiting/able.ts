// Which browsers keep applications; in the others one applies page by page, as without script.

/** Tell whether this browser has all that it takes. Only pages of a safe origin have workers. */
export function isAble(): boolean {
  return (
    "serviceWorker" in navigator && "locks" in navigator &&
    "BroadcastChannel" in globalThis && "timeout" in AbortSignal
  );
}
