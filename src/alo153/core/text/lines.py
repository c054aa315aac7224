"""Texts of one line: what holds a line break can become a header of its own in an e-mail.

A name has no other control character either, and no mark that turns the direction of what is
written behind it: it would be read as another name (Unicode TR 36, 2.9).
"""

import unicodedata
from typing import Final

from alo153.core.text.unseen import MARKS, TURNS, seen_letters

_TURNS: Final = MARKS | TURNS
_CONTROLS: Final = frozenset({"Cc", "Zl", "Zp"})


def is_one_line(text: str) -> bool:
    """Tell whether a text has no line break of any kind, at its end neither."""
    return text.splitlines() in ([], [text])


def is_plain_name(text: str) -> bool:
    """Tell whether a name is one line without control characters and marks of direction."""
    return not any(map(_is_hidden, text))


def plain_name(text: str) -> str:
    """Return a name that another program brought, without what nobody sees in it."""
    letters = " ".join(text.split())
    return seen_letters("".join(letter for letter in letters if not _is_hidden(letter)))


def _is_hidden(letter: str) -> bool:
    return letter in _TURNS or unicodedata.category(letter) in _CONTROLS
