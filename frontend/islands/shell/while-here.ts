// Pages come and go while the frame stays: what an island does for one page ends with it.

/** So the document says that another page stands in the frame. */
export const ARRIVED = "shell:arrived";

/**
 * Begin with the part of a page that fits, now and on each page that comes. The signal aborts when
 * the page has gone: listeners take it, timers are cleared by it.
 */
export function whileHere(selector: string, begin: (part: HTMLElement, signal: AbortSignal) => void): void {
  let page: AbortController | null = null;
  const look = (): void => {
    page?.abort();
    page = null;
    const part = document.querySelector<HTMLElement>(selector);
    if (!part) return;
    page = new AbortController();
    begin(part, page.signal);
  };
  document.addEventListener(ARRIVED, look);
  look();
}
