"""A text as numbers: which pieces of words are in it. Pure; the same for training and proposing.

Pieces are kept as 32-bit hashes: a stored model holds no letter of what citizens wrote.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32

from alo153.core.text import fold

_WORD = re.compile(r"[^\W_]+")
_STEM = 5
"""Letters: Turkish hangs its endings behind."""
_PIECES = (3, 4, 5)
_OPENING = 12
"""Words with which a text begins: they name the matter, so their stems count apart, too."""
_LONGEST = 2_000
"""Letters read of a text: the matter is named in the beginning, and time is bounded."""


def count(text: str) -> dict[int, int]:
    """Return how often each piece is in a text, by the hash of the piece."""
    return Counter(map(crc32, _pieces(fold(text[:_LONGEST]))))


def _pieces(folded: str) -> Iterator[bytes]:
    words = _WORD.findall(folded)
    stems = [word[:_STEM] for word in words]
    yield from (f"w {word}".encode() for word in words)
    yield from (f"s {stem}".encode() for stem in stems)
    yield from (f"o {stem}".encode() for stem in stems[:_OPENING])
    yield from (f"b {first} {second}".encode() for first, second in pairwise(stems))
    for word in words:
        edged = f" {word} "
        for length in _PIECES:
            last = max(len(edged) - length, 0)
            yield from (edged[at : at + length].encode() for at in range(last + 1))
