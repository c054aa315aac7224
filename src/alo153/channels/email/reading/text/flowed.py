"""Lines that a mail program broke, and may join again (RFC 3676)."""

import re
from typing import Final

_QUOTED: Final = re.compile(r">*")
_SIGNATURE: Final = "-- "


def join(text: str, *, delete_space: bool) -> str:
    """Return the text with its paragraphs each on one line; quotes stay quotes."""
    lines: list[list[str]] = []
    open_depth: int | None = None
    for each in text.split("\n"):
        depth = _depth(each)
        words = each[depth:].removeprefix(" ")
        if open_depth == depth and words != _SIGNATURE:
            lines[-1].append(words)
        else:
            lines.append([">" * depth + " " * bool(depth), words])
        is_open = words.endswith(" ") and words != _SIGNATURE
        if is_open and delete_space:
            lines[-1][-1] = words[:-1]
        open_depth = depth if is_open else None
    return "\n".join("".join(pieces) for pieces in lines)


def _depth(line: str) -> int:
    found = _QUOTED.match(line)
    return found.end() if found else 0
