"""A remark that is pinned to the second of a recording, since it begins with it. Pure."""

import re
from dataclasses import dataclass
from typing import Final

_PLACE: Final = re.compile(r"\s*(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-5][0-9])(?:\s+|$)")


@dataclass(frozen=True)
class Pinned:
    """A remark, and where in the recording it belongs.

    Args:
        place: as it was written, such as `1:05`; empty if it is pinned to nothing.
        second: of the recording.
    """

    words: str
    place: str = ""
    second: int = 0


def pinned(remark: str) -> Pinned:
    """Return the place that a remark begins with (`1:05 ...`, `1:02:03 ...`), and its words."""
    found = _PLACE.match(remark)
    if found is None:
        return Pinned(remark)
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    second = 3600 * hours + 60 * minutes + seconds
    return Pinned(remark[found.end() :], found[0].strip(), second)
