// htmx as page.ts puts it on the window: one copy for the whole page.
import type { default as Htmx } from "htmx.org";

export const htmx = (): typeof Htmx => (window as unknown as { htmx: typeof Htmx }).htmx;

/** Fetch an address into a part of the page. */
export function swap(address: string, target: string, how = "innerHTML"): Promise<void> {
  return htmx().ajax("get", address, { target, swap: how as "innerHTML" });
}
