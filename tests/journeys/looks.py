"""How every page is looked at: at a desk and on a phone, light and dark, by axe and by its width.

looks = Looks(axe, pictures)
looks.at(page, "wall")     # returns what is wrong, nothing if all is well

A picture is taken of what is wrong, and with `PICTURES=1` of all: they cost half of a journey, and
nobody looks at those of pages that are well.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 360, "height": 740}
SIZES = {"desk": DESKTOP, "phone": PHONE}
# The schemes differ in nothing but colors
RULES: dict[Literal["light", "dark"], tuple[str, ...]] = {"light": (), "dark": ("color-contrast",)}
# What makes a page wider than its window: first what does not scroll inside a box of its own
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .filter((element) => !element.closest("nav"));
  if (!wide.length) return [];
  const scrolls = (element) => getComputedStyle(element).overflowX !== "visible";
  const isInABox = ({ parentElement: box }) =>
    box && box !== document.body && (scrolls(box) || isInABox(box));
  const outside = wide.filter((element) => !isInABox(element));
  const names = (outside.length ? outside : wide).slice(0, 3);
  const sheets = [...document.styleSheets].map(({ href }) => (href ?? "").split("/").pop());
  return [
    ...names.map((element) => `${element.tagName}.${element.className}`),
    `${document.documentElement.scrollWidth} px, dressed by ${sheets}`,
  ];
}"""
type Axe = Callable[..., list[str]]


def too_wide(page: Page) -> list[str]:
    """Name what makes a page scroll sideways; nothing if it does not."""
    found: list[str] = page.evaluate(TOO_WIDE)
    return found


class Looks:
    """Looks at pages as people do, and keeps a picture of what is wrong."""

    def __init__(self, axe: Axe, pictures: Path) -> None:
        self._axe, self._pictures = axe, pictures
        pictures.mkdir(exist_ok=True)

    def at(self, page: Page, name: str) -> list[str]:
        """Look at a page in both sizes and both schemes; say what is wrong with it."""
        wrong: list[str] = []
        # There and back: what changes is drawn anew, with its map
        for (size, viewport), schemes in zip(SIZES.items(), (RULES, reversed(RULES)), strict=True):
            page.set_viewport_size(viewport)
            for scheme in schemes:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                wrong += self._one(page, f"{name}-{size}-{scheme}", *RULES[scheme])
        page.set_viewport_size(DESKTOP)
        return wrong

    def _one(self, page: Page, where: str, *rules: str) -> list[str]:
        found = [f"{where}: too wide: {each}" for each in too_wide(page)]
        found += [f"{where}: {each}" for each in self._axe(page, *rules)]
        if found or "PICTURES" in os.environ:
            page.screenshot(path=self._pictures / f"{where}.png", full_page=True)
        return found
