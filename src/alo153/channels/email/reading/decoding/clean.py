"""Clean a text for storage: PostgreSQL accepts neither NUL nor halves of letters."""

import re
from typing import Final

_UNKEPT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Breaks of lines and of paragraphs, and what turns the direction of letters: a name would lie
_NOT_IN_LINES: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_BREAK: Final = re.compile("\r\n?|[\x85\u2028\u2029]")


def block(text: str) -> str:
    """Return a text of many lines, each ended by a line feed."""
    return _UNKEPT.sub("", _BREAK.sub("\n", text))


def line(text: str, most: int) -> str:
    """Return a text as one line of so many letters at most."""
    return _NOT_IN_LINES.sub(" ", text[: 2 * most]).strip()[:most].rstrip()
