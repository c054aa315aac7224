"""Recognize an SMS that is a keyword of the municipality, such as ``DURUM 482109373``. Pure.

The city defines the words; people write them in any case, with or without dots.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from alo153.core.text import fold

_LONGEST: Final = 160
_WORD: Final = re.compile(r"[\W_]*([^\W\d_]+)[\W_]*(.*)", re.DOTALL)
_NUMBER: Final = re.compile(r"[0-9][0-9\W_]*")
_BEGINS_WITH_DIGITS: Final = re.compile(r"[^\W\d_]*[0-9].*", re.DOTALL)
_NO_DIGIT: Final = re.compile(r"[^0-9]")


@dataclass(frozen=True, kw_only=True)
class Keyword:
    """A word, in each of its spellings.

    Args:
        name: what it asks for: `status`, `stop`.
        with_number: a number follows it, and nothing else; any other word is alone. "stop" is
            one, "stop the noise in our street" and "durum çok kötü" are complaints.
        with_text: a text follows whose first word holds a digit: "HAT 500", "HAT 41A Umuttepe".
    """

    name: str
    spellings: frozenset[str]
    with_number: bool = False
    with_text: bool = False

    def fits(self, more: str) -> bool:
        """Say whether what follows the word belongs to it."""
        if self.with_text:
            return bool(_BEGINS_WITH_DIGITS.fullmatch(more))
        return bool(_NUMBER.fullmatch(more)) if self.with_number else not more


@dataclass(frozen=True)
class Asked:
    """The keyword, and the digits or the text after it."""

    name: str
    digits: str = ""
    text: str = ""


def read(text: str, keywords: Iterable[Keyword]) -> Asked | None:
    """Return what a text asks for by a keyword; None if it is a message to people."""
    if len(text) > _LONGEST:
        return None
    # Some telephones write the dot of İ as a letter of its own
    found = _WORD.fullmatch(unicodedata.normalize("NFC", text))
    if found is None:
        return None
    word, more = fold(found[1]), found[2].strip()
    for keyword in keywords:
        if word in {fold(spelling) for spelling in keyword.spellings}:
            text = more if keyword.with_text else ""
            asked = Asked(keyword.name, _NO_DIGIT.sub("", more), text)
            return asked if keyword.fits(more) else None
    return None
