"""What an uploaded file really is, told from its content."""

import io
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

import puremagic
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_EDGE = 2_000
IMAGE_TYPES = {"image/jpeg", "image/png", "image/webp"}
OTHER_TYPES = {"application/pdf"}


class FileProblem(StrEnum):
    """Why a file is refused."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    HUGE = "huge"
    TYPE = "type"
    BROKEN = "broken"


MESSAGES = {
    FileProblem.EMPTY: _("The file is empty. Please choose another one."),
    FileProblem.TOO_LARGE: _("The file is larger than 10 MB. Please choose a smaller one."),
    FileProblem.HUGE: _("The photo has too many pixels. Please choose a smaller one."),
    FileProblem.TYPE: _("Only photos (JPEG, PNG, WebP) and PDF files can be sent."),
    FileProblem.BROKEN: _("The photo cannot be opened. Please choose another one."),
}


class FileError(ValueError):
    """The file is refused; ``problem`` says why."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept; photos are upright, small and without metadata."""

    content: bytes
    content_type: str


def check(file: BinaryIO, *, max_bytes: int = MAX_BYTES) -> CheckedFile:
    """Read a file and tell what it is by its content, never by its name.

    Photos are re-encoded: that removes the place and device a phone writes into them.

    Raises:
        FileError: it is empty, too large, of another type, or broken.
    """
    content = file.read(max_bytes + 1)
    if not content:
        raise FileError(FileProblem.EMPTY)
    if len(content) > max_bytes:
        raise FileError(FileProblem.TOO_LARGE)
    content_type = _type_of(content)
    if content_type in IMAGE_TYPES:
        return _clean_photo(content)
    if content_type in OTHER_TYPES:
        return CheckedFile(content, content_type)
    raise FileError(FileProblem.TYPE)


def _type_of(content: bytes) -> str:
    try:
        return str(puremagic.from_string(content, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _clean_photo(content: bytes) -> CheckedFile:
    try:
        image = Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"])
        if image.width * image.height > MAX_PIXELS:
            raise Image.DecompressionBombError
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except Image.DecompressionBombError as error:
        raise FileError(FileProblem.HUGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise FileError(FileProblem.BROKEN) from error
    upright.thumbnail((MAX_EDGE, MAX_EDGE))
    clean = io.BytesIO()
    upright.save(clean, "JPEG", quality=85)
    return CheckedFile(clean.getvalue(), "image/jpeg")
