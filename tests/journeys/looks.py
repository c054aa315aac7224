"""How every page is looked at: at a desk and on a phone, light and dark, by axe and by its width.

looks = Looks(axe, pictures)
looks.at(page, "wall")     # returns what is wrong, nothing if all is well

A picture is taken of what is wrong, and with `PICTURES=1` of all: they cost half of a journey, and
nobody looks at those of pages that are well.
"""

import os
from collections.abc import Callable
from itertools import product
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 360, "height": 740}
SIZES = {"desk": DESKTOP, "phone": PHONE}
# The schemes differ in nothing but colors
RULES = {"light": (), "dark": ("color-contrast",)}
# What makes a page wider than its window; what scrolls inside a box of its own does not
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .filter((element) => !element.closest("nav"));
  return wide.slice(0, 3).map((element) => `${element.tagName}.${element.className}`);
}"""
# axe leaves empty style attributes behind, which htmx would copy and the page's policy refuse
TIDY = (
    """() => document.querySelectorAll('[style=""]').forEach((e) => e.removeAttribute("style"))"""
)
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
        for (size, viewport), scheme in product(SIZES.items(), RULES):
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            where = f"{name}-{size}-{scheme}"
            found = [f"{where}: too wide: {each}" for each in too_wide(page)]
            found += [f"{where}: {each}" for each in self._axe(page, *RULES[scheme])]
            if found or "PICTURES" in os.environ:
                page.screenshot(path=self._pictures / f"{where}.png", full_page=True)
            page.evaluate(TIDY)
            wrong += found
        page.set_viewport_size(DESKTOP)
        return wrong
