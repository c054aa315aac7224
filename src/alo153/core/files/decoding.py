"""Let processes apart decode uploads: one file at a time in each, in bounded memory and time.

Small files have a lane of their own, or one small photo would wait behind a dozen large ones. What
turns out to need more memory or time than the lane has takes its turn among the large. There a
stranger has two places at most, or five requests of one would shut it for everybody.
"""

from enum import StrEnum
from typing import Final

from alo153.core.processes.bounded.asking import BoundedProcess, Failed
from alo153.core.processes.bounded.places import OURS

MEMORY_BYTES: Final = 768 * 1024 * 1024
"""A progressive JPEG of 50 megapixels takes some 400 MB."""


SMALL_BYTES: Final = 1024 * 1024
QUICK_MEMORY_BYTES: Final = 384 * 1024 * 1024
_QUICK_SECONDS: Final = 4
# Together fewer than the pages that are made at once (`config.serving.one_thread`)
_IN_LINE, _IN_QUICK_LINE = 4, 8


class Kind(StrEnum):
    """The type of a content."""

    PHOTO = "P"
    DOCUMENT = "D"


class Result(StrEnum):
    """The decoder's result for a content."""

    CHANGED = "K"
    SAME = "S"
    CARE = "C"
    HUGE = "H"
    BROKEN = "B"
    NO_MEMORY = "M"
    NO_ANSWER = ""


_PROCESS: Final = "alo153.core.files.decode_process"
DECODER: Final = BoundedProcess(_PROCESS, memory_bytes=MEMORY_BYTES, in_line=_IN_LINE)
QUICK: Final = BoundedProcess(
    _PROCESS, memory_bytes=QUICK_MEMORY_BYTES, seconds=_QUICK_SECONDS, in_line=_IN_QUICK_LINE
)


type Decoded = tuple[Result, bytes]

_GIVEN_UP: Final = {
    (Kind.PHOTO, Result.NO_MEMORY): Result.HUGE,
    (Kind.PHOTO, Result.NO_ANSWER): Result.BROKEN,
    (Kind.DOCUMENT, Result.NO_MEMORY): Result.CARE,
    (Kind.DOCUMENT, Result.NO_ANSWER): Result.CARE,
}


def decode(kind: Kind, content: bytes, *lanes: BoundedProcess, source: str = OURS) -> Decoded:
    """Return the result, and the new content if the file changed.

    A file that takes too long or crashes the decoder counts as broken.

    Args:
        lanes: which processes are asked, one after the other; none: the processes for a file of
            this size.
        source: a stranger, who has a share of the line of the large (`places`).

    Raises:
        Busy: too many files wait, this stranger's among them, or this one waited too long.
    """
    result = Result.NO_ANSWER
    for lane in lanes or _lanes(len(content)):
        result, changed = _asked(lane, kind, content, OURS if lane is QUICK else source)
        if (kind, result) not in _GIVEN_UP:
            return result, changed
    return _GIVEN_UP[kind, result], b""


def _lanes(size: int) -> tuple[BoundedProcess, ...]:
    return (QUICK, DECODER) if size <= SMALL_BYTES else (DECODER,)


def _asked(lane: BoundedProcess, kind: Kind, content: bytes, source: str) -> Decoded:
    try:
        letter, changed = lane.ask(kind.encode(), content, source=source)
    except Failed:
        return Result.NO_ANSWER, b""
    return Result(letter.decode()), changed
