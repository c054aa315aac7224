"""Measure the length of a text as X counts it. Pure.

Posts: https://docs.x.com/fundamentals/counting-characters (twitter-text, version 3). What X takes
for a link counts 23. Where that cannot be told for sure, and for emoji of several characters, more
is counted than X counts, and never less.
"""

import re
import unicodedata
from typing import Final

LONGEST_POST: Final = 280
LONGEST_MESSAGE: Final = 10_000
_LINK: Final = 23
# Letters of Europe and what stands between words; all others count twice
_SINGLE: Final = (
    range(4352),
    range(8192, 8206),
    range(8208, 8224),
    range(8242, 8248),
)
_HOST: Final = r"(?:[a-z0-9-]+\.)+[a-z]{2,}"
_REST: Final = r"(?:[/?#](?:\S*[\w/=#&-])?)?"
_WITH_SCHEME: Final = re.compile(rf"https?://{_HOST}{_REST}", re.IGNORECASE | re.ASCII)
# A link where its end is one of the world's, which changes
_WITHOUT: Final = re.compile(rf"\b{_HOST}{_REST}", re.IGNORECASE | re.ASCII)


def weighted(text: str) -> int:
    """Return how long a post is."""
    rest, links = _WITH_SCHEME.subn(" ", unicodedata.normalize("NFC", text))
    perhaps = _WITHOUT.findall(rest)
    rest = _WITHOUT.sub(" ", rest)
    spaces = links + len(perhaps)
    found = sum(max(_LINK, _plain(each)) for each in perhaps)
    return _plain(rest) - spaces + links * _LINK + found


def _plain(text: str) -> int:
    return sum(1 if any(ord(each) in part for part in _SINGLE) else 2 for each in text)


def excess(text: str) -> int:
    """Return how many characters too long a message is; 0 if it fits."""
    return max(0, len(text) - LONGEST_MESSAGE)
