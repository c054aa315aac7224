"""Files as people send them."""

import io
from collections.abc import Callable
from typing import Any

from PIL import Image
from pypdf import PdfWriter

from alo153.core.files.uploads import FileError, FileProblem, check

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
GPS = 0x8825
ORIENTATION = 0x0112


def photo(size: tuple[int, int] = (40, 20), form: str = "JPEG", *, turned: bool = False) -> bytes:
    """Return the photo of a telephone, with what that writes into it."""
    image = Image.new("RGB", size, "green")
    exif = Image.Exif()
    exif[0x010F] = "Telefon"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (40.0, 46.0, 12.0)
    if turned:
        exif[ORIENTATION] = 6
    kept = io.BytesIO()
    image.save(kept, form, exif=exif)
    return kept.getvalue()


def pdf(change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    """Return a document of one empty page, changed."""
    writer = PdfWriter()
    writer.add_blank_page(width=72, height=72)
    change(writer)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def problem_of(content: bytes, **limits: Any) -> FileProblem | None:
    """Say why a file is refused; nothing for one that is taken."""
    try:
        check(io.BytesIO(content), **limits)
    except FileError as error:
        return error.problem
    return None
