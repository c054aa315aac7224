// The portal inside a page of another site (frontend/elsewhere): what may not be shown there opens in a
// window of its own, and that page hears of an answer and of Escape. It learns no word of what is said.

const SHOWN_IN_FRAMES = /^\/(chat|widget)\//;

function tell(what: "news" | "close"): void {
  // To whichever site shows us: the policy of the page says which may
  window.parent.postMessage(`alo153:${what}`, "*");
}

function answers(): number {
  return document.querySelectorAll("#chat-log .chat-message:not(.chat-own)").length;
}

document.addEventListener(
  "click",
  (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (!link || SHOWN_IN_FRAMES.test(link.pathname)) return;
    link.target = "_blank";
    link.rel = "noopener";
  },
  true,
);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tell("close");
});

let count = answers();
document.addEventListener("htmx:afterSettle", () => {
  const now = answers();
  if (now > count) tell("news");
  count = now;
});
