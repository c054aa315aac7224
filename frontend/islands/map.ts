// A map is a megabyte of script, and most pages that may show one do not: it comes with the first
// <alo-map> of the page.
const drawn = new URL("drawn-map.js", import.meta.url).href;
const watch = new MutationObserver(look);

function look(): void {
  if (!document.querySelector("alo-map")) return;
  watch.disconnect();
  void import(drawn);
}

watch.observe(document, { childList: true, subtree: true });
look();

export {};
