"""Files as somebody sends them who means harm."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Final

from tests.core.files.sent import pdf, photo

from alo153.core.files.uploads import FileProblem

MEGABYTE: Final = 1024 * 1024
PAGE: Final = b"<html><script>alert(1)</script></html>"
SCRIPT: Final = b"=1;alert(1)//"


class Kept(Enum):
    """What becomes of a file that is taken."""

    DRAWN_ANEW = auto()
    WRITTEN_ANEW = auto()
    WITH_CARE = auto()


@dataclass(frozen=True)
class BadFile:
    """A file, under which name it is sent, and what becomes of it: it is kept, or refused."""

    name: str
    content: bytes
    fate: Kept | FileProblem


def deflated(megabytes: int, *, bits: int = zlib.MAX_WBITS) -> bytes:
    """Return zeros that take a thousandth of their room: the same block again and again."""
    packer = zlib.compressobj(9, wbits=bits)
    head = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * (megabytes - 1) + packer.flush()


def archive(content: bytes = PAGE) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("index.html", content)
    return kept.getvalue()


def zip_bomb() -> bytes:
    """Return an archive of 600 MB in 0.6: its entry says so, and its stream holds them."""
    packed = deflated(600, bits=-zlib.MAX_WBITS)
    entry = zipfile.ZipInfo("a.txt")
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.CRC, entry.compress_size, entry.file_size = 0, len(packed), 600 * MEGABYTE
    return entry.FileHeader() + packed + archive()


def pdf_bomb() -> bytes:
    """Return a document whose list of objects opens to 600 MB."""
    packed = deflated(600)
    listed = b"<</Type/XRef/Size 3/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>" % len(packed)
    objects = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    stream = b"3 0 obj" + listed + b"stream\n" + packed + b"\nendstream endobj\n"
    return objects + stream + b"startxref\n%d\n%%%%EOF\n" % len(objects)


def picture_bomb() -> bytes:
    """Return a picture that says it is 30,000 pixels wide and high."""
    small = photo((8, 8), "PNG")
    header = b"IHDR" + (30_000).to_bytes(4) * 2 + small[24:29]
    return small[:12] + header + zlib.crc32(header).to_bytes(4) + small[33:]


@cache
def every() -> tuple[BadFile, ...]:
    """Return all of them, the largest last."""
    return (
        BadFile("cukur.jpg", photo(), Kept.DRAWN_ANEW),
        BadFile("sayfa.jpg", photo() + PAGE + archive(), Kept.DRAWN_ANEW),
        BadFile("arsiv.pdf", pdf() + archive(), Kept.WRITTEN_ANEW),
        BadFile("son.pdf", pdf() + PAGE, Kept.WRITTEN_ANEW),
        BadFile("acilan.pdf", pdf_bomb(), Kept.WITH_CARE),
        BadFile("once.pdf", PAGE + pdf(), FileProblem.TYPE),
        BadFile("betik.pdf", b"/*\n" + pdf() + b"*/" + SCRIPT, FileProblem.TYPE),
        BadFile("betik.gif", b"GIF89a/*" + bytes(20) + b"*/" + SCRIPT, FileProblem.TYPE),
        BadFile("bomba.zip", zip_bomb(), FileProblem.TYPE),
        BadFile("bomba.png", picture_bomb(), FileProblem.HUGE),
        BadFile("bos.jpg", b"", FileProblem.EMPTY),
        BadFile("agir.pdf", pdf() + bytes(20 * MEGABYTE), FileProblem.TOO_LARGE),
    )
