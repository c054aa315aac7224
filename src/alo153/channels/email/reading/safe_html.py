"""The page of an e-mail, for browsers of staff: nothing in it runs, loads from outside or deceives.

A picture of the other side's server would tell it who reads when; only pictures inside the
mail are shown. Links lead out by whole addresses, never into our own pages.
"""

from collections.abc import Mapping
from typing import Final

import nh3

MOST_LETTERS: Final = 100_000
"""The parser takes time by the square of depth: of a longer page only the words are shown."""
MOST_INSERTED: Final = 8 * 1024 * 1024
"""Letters: a page may name one large picture thousands of times, and each would be in it."""
_SCHEMES: Final = frozenset({"https", "http", "mailto", "tel", "cid"})
_CID: Final = "cid:"
_ADDRESSES: Final = frozenset({"href", "cite"})
_OUTSIDE: Final = ("https:", "http:", "mailto:", "tel:")
_REL: Final = "noopener noreferrer nofollow"


def safe_html(html: str, files: Mapping[str, str]) -> str:
    """Return the page without what may harm; nothing if it is too long to be shown as one.

    Args:
        html: as it came.
        files: where the browser finds the pictures that came with the mail, by `content_id`.
    """
    if len(html) > MOST_LETTERS:
        return ""
    left = MOST_INSERTED

    def picture(name: str) -> str | None:
        nonlocal left
        found = files.get(name, "")
        left -= len(found)
        return found if found and left >= 0 else None

    def allowed(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("img", "src"):
            return picture(value[len(_CID) :]) if value.lower().startswith(_CID) else None
        leads_in = attribute in _ADDRESSES and not value.lower().startswith(_OUTSIDE)
        return None if leads_in else value

    return nh3.clean(html, attribute_filter=allowed, url_schemes=set(_SCHEMES), link_rel=_REL)
