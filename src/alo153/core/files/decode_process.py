"""Decode uploads as a process apart: a malicious file can crash only this process.

Started by `alo153.core.files.decoding`; imports of alo153 only how to serve.

A question is ``P`` photo or ``D`` document; an answer ``K`` changed, ``S`` as it was, ``C`` as it
was and to be opened with care, ``H`` too many pixels, ``B`` broken, ``M`` more memory needed than
there is. There is a content in an answer only if it changed.
"""

import io
import mmap
import zipfile
from typing import Any, Final

from alo153.core.processes.bounded.serving import serve

MAX_EDGE: Final = 2_000
# A JPEG is decoded at a fraction of its size; the others whole, in four bytes a pixel
MAX_PIXELS: Final = {"JPEG": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
# The most that libjpeg keeps of a pixel until a progressive photo is read to its end (CMYK)
_KEPT_BYTES: Final = 8
_PLAIN: Final = {"RGB", "RGBA", "L", "LA", "CMYK", "YCbCr"}
# Entries that run, send, open or hide something
# What a document does as it opens, besides showing a page of its own
_OPENS: Final = "/OpenAction"
_ACTIVE: Final = {"/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/EF", "/XFA"}
_ACTIONS: Final = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/RichMediaExecute",
}
# The last mark of a PDF, behind which comes nothing but the end of its line
_END: Final = b"%%EOF"
# What a stream opens to: those that must be opened list objects, of which no document has more
_OPENED: Final = 16_000_000
_STREAMS: Final[dict[str, Any]] = {
    f"{filtered}_maximum_output_length": _OPENED for filtered in ("zlib", "lzw", "run_length")
}
_ANNOTATIONS: Final = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}

type Reply = tuple[bytes, bytes]


def photo(content: bytes) -> Reply:
    """Return a photo upright, small, as JPEG and without what a telephone writes into it."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - only where needed

    pixels = 0
    try:
        image: Image.Image = Image.open(io.BytesIO(content), formats=list(MAX_PIXELS))
        pixels = image.width * image.height
        if pixels > MAX_PIXELS[str(image.format)]:
            return b"H", b""
        if image.mode not in _PLAIN:
            image = ImageOps.exif_transpose(image).convert("RGB")
        image.thumbnail((MAX_EDGE, MAX_EDGE))
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except Image.DecompressionBombError:
        return b"H", b""
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return (b"B" if _has_room(pixels) else b"M"), b""
    clean = io.BytesIO()
    upright.save(clean, "JPEG", quality=85)
    return b"K", clean.getvalue()


def _has_room(pixels: int) -> bool:
    """Tell whether a photo that did not open had the memory: libjpeg calls it broken without."""
    try:
        mmap.mmap(-1, 1 + pixels * _KEPT_BYTES).close()
    except OSError:
        return False
    return True


def document(content: bytes) -> Reply:
    """Return a PDF without scripts, actions and files within; one without any stays as it is.

    One that is something else as well (an archive, a page) is written anew, as a PDF alone. One
    that cannot be read, or bears a signature that a change would break, is opened with care.
    """
    from pypdf import apply_configuration  # noqa: PLC0415 - takes 0.3 s

    with apply_configuration(**_STREAMS):
        return _without_active(content)


def _without_active(content: bytes) -> Reply:
    from pypdf import PdfWriter  # noqa: PLC0415

    try:
        writer = PdfWriter(clone_from=io.BytesIO(content))
        objects: list[Any] = list(writer._objects)  # no public way to every object
        if not any([_strip(each) for each in objects]) and not _is_more(content):
            return b"S", b""
        if any(_is_signature(each) for each in objects):
            return b"C", b""
        clean = _written(writer)
    except MemoryError:
        raise
    except Exception:  # whatever a stranger wrote into it: it is not decoded any further
        return b"C", b""
    return (b"C", b"") if _is_more(clean) else (b"K", clean)


def _is_more(content: bytes) -> bool:
    """Tell whether another program finds something of its own in a PDF: what follows its end."""
    return bool(content.rpartition(_END)[2].strip(b"\r\n\0 ")) or zipfile.is_zipfile(
        io.BytesIO(content)
    )


def _written(writer: Any) -> bytes:
    """Write a document without what nothing leads to any more: what was taken out."""
    from pypdf import PdfWriter  # noqa: PLC0415

    whole, reached = io.BytesIO(), io.BytesIO()
    writer.write(whole)
    PdfWriter(clone_from=whole).write(reached)
    return reached.getvalue()


def _strip(found: Any) -> bool:
    """Take out what is active, here and within; returns whether there was any."""
    if isinstance(found, list):
        active = [_strip(each) for each in found]
        return any(active)
    if not isinstance(found, dict):
        return False
    gone = [key for key in found if key in _ACTIVE]
    if _OPENS in found and _is_more_than_a_page(found[_OPENS]):
        gone.append(_OPENS)
    if "/S" in found and found["/S"] in _ACTIONS:
        gone += ["/S", *(key for key in ("/F", "/Win", "/Next") if key in found)]
    if "/Subtype" in found and found["/Subtype"] in _ANNOTATIONS:
        gone += [key for key in ("/FS", "/A", "/RichMediaContent") if key in found]
    for key in dict.fromkeys(gone):
        del found[key]
    within = [_strip(each) for each in found.values()]
    return bool(gone) or any(within)


def _is_more_than_a_page(action: Any) -> bool:
    """Tell whether what a document opens with does more than to show a place in it."""
    return isinstance(action, dict) and (action.get("/S") != "/GoTo" or "/Next" in action)


def _is_signature(found: Any) -> bool:
    return isinstance(found, dict) and "/ByteRange" in found


def _answer(kind: bytes, content: bytes) -> Reply:
    try:
        return photo(content) if kind == b"P" else document(content)
    except MemoryError:
        return b"M", b""


if __name__ == "__main__":
    serve(_answer)
