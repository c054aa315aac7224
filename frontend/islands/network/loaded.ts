// The page itself comes first: what it needs on a slow line is there before anything else begins.

/** Act when the page and all that it shows is loaded, or at once if it is. */
export function afterLoad(act: () => void): void {
  if (document.readyState === "complete") act();
  else window.addEventListener("load", act, { once: true });
}
