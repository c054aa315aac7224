"""Detect the real type of an uploaded file from its content."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from errno import EDQUOT, ENOSPC
from typing import BinaryIO

import puremagic
from django.utils.translation import gettext_lazy as _

from alo153.core.files.decoding import Kind, Result, decode
from alo153.core.files.malware import Finding, scan
from alo153.core.processes.bounded.asking import Busy
from alo153.core.processes.bounded.places import OURS

MAX_BYTES = 10 * 1024 * 1024
IMAGE_TYPES = {"image/jpeg", "image/png", "image/webp"}
OTHER_TYPES = {"application/pdf"}


class FileProblem(StrEnum):
    """Why a file is refused."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    HUGE = "huge"
    MALWARE = "malware"
    TYPE = "type"
    BROKEN = "broken"
    BUSY = "busy"
    FULL = "full"
    SHARE = "share"


MESSAGES = {
    FileProblem.EMPTY: _("The file is empty. Please choose another one."),
    FileProblem.TOO_LARGE: _("The file is larger than 10 MB. Please choose a smaller one."),
    FileProblem.HUGE: _("The photo has too many pixels. Please choose a smaller one."),
    FileProblem.MALWARE: _("The file carries a virus. It was not taken; please choose another."),
    FileProblem.TYPE: _("Only photos (JPEG, PNG, WebP) and PDF files can be sent."),
    FileProblem.BROKEN: _("The photo cannot be opened. Please choose another one."),
    FileProblem.BUSY: _("Many files arrive just now. Please send it again in a minute."),
    FileProblem.FULL: _("There is no room for files just now. Go on without, or try again later."),
    FileProblem.SHARE: _(
        "The files from your connection that are not sent yet need too much room. "
        "Remove one, choose a smaller one, or go on without."
    ),
}
_REFUSED = {Result.HUGE: FileProblem.HUGE, Result.BROKEN: FileProblem.BROKEN}


class FileError(ValueError):
    """The file is refused; ``problem`` says why."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept; photos are upright, small and without metadata.

    ``needs_care``: a PDF that could not be looked into, not be changed, or not be scanned.
    """

    content: bytes
    content_type: str
    needs_care: bool = False


def check(file: BinaryIO, *, max_bytes: int = MAX_BYTES, source: str = OURS) -> CheckedFile:
    """Read a file and tell what it is by its content, never by its name.

    Photos are re-encoded: that removes the place and device a phone writes into them. Scripts and
    files within a PDF are taken out. Both happen in a process apart (`decoding`). Where there is a
    scanner, it is asked first (`malware`); a photo is drawn anew and needs none.

    Args:
        source: a stranger, who has a share of the line of large files (`places`).

    Raises:
        FileError: it is empty, too large, of another type, broken or infected, or too many wait.
    """
    content = file.read(max_bytes + 1)
    if not content:
        raise FileError(FileProblem.EMPTY)
    if len(content) > max_bytes:
        raise FileError(FileProblem.TOO_LARGE)
    found = scan(content)
    if found is Finding.MALWARE:
        raise FileError(FileProblem.MALWARE)
    content_type = _type_of(content)
    if content_type in IMAGE_TYPES:
        return _decoded(Kind.PHOTO, content, "image/jpeg", source)
    if content_type in OTHER_TYPES:
        checked = _decoded(Kind.DOCUMENT, content, content_type, source)
        return replace(checked, needs_care=True) if found is Finding.NOT_SCANNED else checked
    raise FileError(FileProblem.TYPE)


def is_full(error: OSError) -> bool:
    """Tell whether the disk, or what one may take of it, is full."""
    return error.errno in {ENOSPC, EDQUOT}


@contextmanager
def room() -> Iterator[None]:
    """Say in words that the disk is full while a file is kept.

    Raises:
        FileError: `FileProblem.FULL`.
    """
    try:
        yield
    except OSError as error:
        if not is_full(error):
            raise
        raise FileError(FileProblem.FULL) from error


def _type_of(content: bytes) -> str:
    try:
        return str(puremagic.from_string(content, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _decoded(kind: Kind, content: bytes, content_type: str, source: str) -> CheckedFile:
    try:
        result, changed = decode(kind, content, source=source)
    except Busy as error:
        raise FileError(FileProblem.BUSY) from error
    if result in _REFUSED:
        raise FileError(_REFUSED[result])
    kept = changed if result is Result.CHANGED else content
    return CheckedFile(kept, content_type, needs_care=result is Result.CARE)
