"""Let a process apart decode uploads: one file at a time, in bounded memory and time."""

from enum import StrEnum
from typing import Final

from alo153.core.processes.bounded.asking import BoundedProcess, Failed

MEMORY_BYTES: Final = 768 * 1024 * 1024
"""A progressive JPEG of 50 megapixels takes some 400 MB."""


class Kind(StrEnum):
    """What a content is."""

    PHOTO = "P"
    DOCUMENT = "D"


class Result(StrEnum):
    """What the decoder says of a content."""

    CHANGED = "K"
    SAME = "S"
    CARE = "C"
    HUGE = "H"
    BROKEN = "B"


DECODER: Final = BoundedProcess("alo153.core.files.decode_process", memory_bytes=MEMORY_BYTES)


def decode(kind: Kind, content: bytes, decoder: BoundedProcess = DECODER) -> tuple[Result, bytes]:
    """Return the result, and the new content if the file changed.

    A file that takes too long or crashes the decoder counts as broken.

    Raises:
        Busy: the file waited too long for its turn.
    """
    try:
        letter, changed = decoder.ask(kind.encode(), content)
    except Failed:
        return (Result.BROKEN if kind is Kind.PHOTO else Result.CARE), b""
    return Result(letter.decode()), changed
