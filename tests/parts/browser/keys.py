"""Go through a page by keys alone."""

from playwright.sync_api import Locator, Page

MOST = 120
"""Stops of one page, its menu among them."""
HAS_FOCUS = "(element) => element === document.activeElement"


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus; AssertionError if no key leads there."""
    for _ in range(MOST):
        if wanted.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {wanted}")
