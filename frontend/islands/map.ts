// A map is a megabyte of script, and most pages that may show one do not: it comes with the first
// <alo-map> of the page, and its style with it.
const drawn = new URL("drawn-map.js", import.meta.url).href;
const style = new URL("map.css", import.meta.url).href;
const watch = new MutationObserver(look);

function look(): void {
  if (!document.querySelector("alo-map")) return;
  watch.disconnect();
  addStyle();
  void import(drawn);
}

function addStyle(): void {
  if ([...document.styleSheets].some(({ href }) => href === style)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
}

watch.observe(document, { childList: true, subtree: true });
look();

export {};
