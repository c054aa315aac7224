"""Hear a page as a screen reader says it: stops of the Tab key, and words of live regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.parts.browser.keys import HAS_FOCUS, MOST

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# A region is said when its words change, when it comes with words, and when it is no longer hidden
_LISTEN = """() => {
  const REGIONS = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
  window.said = [];
  const say = (region) => {
    const words = region.checkVisibility() ? region.innerText.trim().replace(/\\s+/g, " ") : "";
    if (words) window.said.push(words);
  };
  new MutationObserver((changes) => {
    const regions = new Set();
    for (const { target, addedNodes } of changes) {
      regions.add((target instanceof Element ? target : target.parentElement)?.closest(REGIONS));
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const each of [node, ...node.querySelectorAll(REGIONS)]) {
          if (each.matches(REGIONS)) regions.add(each);
        }
      }
    }
    for (const region of regions) if (region) say(region);
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["hidden"],
  });
}"""


class Stop(NamedTuple):
    """An element with the focus: its role and its name, as Chromium computes them."""

    role: str
    name: str


class ScreenReader:
    """Hears what Chromium tells screen readers of a page, from now on."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tools = page.context.new_cdp_session(page)
        page.evaluate(_LISTEN)

    def here(self) -> Stop:
        """Return what has the focus."""
        found = self._tools.send("Runtime.evaluate", {"expression": "document.activeElement"})
        asked = {"objectId": found["result"]["objectId"], "fetchRelatives": False}
        node = self._tools.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        name = str(node.get("name", {}).get("value", ""))
        return Stop(str(node["role"]["value"]), " ".join(name.split()))

    def stops(self, last: Locator) -> list[Stop]:
        """Press Tab until the last stop has the focus, and return each, the present one first."""
        found = [self.here()]
        while not last.evaluate(HAS_FOCUS):
            assert len(found) < MOST, f"no key leads to {last}: {found}"
            self._page.keyboard.press("Tab")
            found.append(self.here())
        return found

    def said(self) -> list[str]:
        """Return what live regions said, each time anew."""
        return [str(words) for words in self._page.evaluate("window.said")]
