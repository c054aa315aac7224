"""Uploaded files: what they are is told by their content."""

import io
import zlib

import pytest
from django.utils import translation
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from tests.core.files.sent import GPS, PDF, photo, problem_of

from alo153.core.files import uploads
from alo153.core.files.uploads import FileError, FileProblem, check

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200)


def test_place_and_device_are_gone_from_a_photo() -> None:
    before = Image.open(io.BytesIO(photo())).getexif()
    assert before.get_ifd(GPS)
    kept = check(io.BytesIO(photo()))
    after = Image.open(io.BytesIO(kept.content))
    assert kept.content_type == "image/jpeg"
    assert not dict(after.getexif())
    assert b"Telefon" not in kept.content


def test_a_turned_photo_stands_upright() -> None:
    kept = check(io.BytesIO(photo((40, 20), turned=True)))
    assert Image.open(io.BytesIO(kept.content)).size == (20, 40)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photos_of_every_kind_become_jpeg(form: str) -> None:
    kept = check(io.BytesIO(photo(form=form)))
    assert Image.open(io.BytesIO(kept.content)).format == "JPEG"


def test_a_large_photo_is_made_small() -> None:
    kept = check(io.BytesIO(photo((5000, 1000))))
    assert Image.open(io.BytesIO(kept.content)).size == (2000, 400)


def test_a_pdf_that_cannot_be_read_is_kept_with_a_warning() -> None:
    kept = check(io.BytesIO(PDF))
    assert (kept.content, kept.content_type, kept.needs_care) == (PDF, "application/pdf", True)


def test_a_program_named_as_a_photo_is_refused() -> None:
    disguised = io.BytesIO(EXE)
    disguised.name = "foto.jpg"
    with pytest.raises(FileError) as refused:
        check(disguised)
    assert refused.value.problem is FileProblem.TYPE


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        b"GIF89a" + bytes(40),
        b"PK\x03\x04" + bytes(60),
        b"just words",
    ],
)
def test_other_types_are_refused(content: bytes) -> None:
    assert problem_of(content) is FileProblem.TYPE


def test_an_empty_file_is_refused() -> None:
    assert problem_of(b"") is FileProblem.EMPTY


def test_a_file_over_the_limit_is_refused() -> None:
    assert problem_of(PDF + bytes(100), max_bytes=len(PDF)) is FileProblem.TOO_LARGE
    assert check(io.BytesIO(PDF), max_bytes=len(PDF)).content == PDF


@pytest.mark.parametrize("edge", [8_000, 30_000])
def test_a_photo_of_huge_dimensions_is_refused_unread(edge: int) -> None:
    small = io.BytesIO()
    Image.new("1", (8, 8)).save(small, "PNG")
    # Width and height stand in the header, whose checksum follows
    header = b"IHDR" + edge.to_bytes(4) * 2 + small.getvalue()[24:29]
    bomb = small.getvalue()[:12] + header + zlib.crc32(header).to_bytes(4) + small.getvalue()[33:]
    assert problem_of(bomb) is FileProblem.HUGE


def test_a_photo_cut_short_is_refused() -> None:
    whole = photo((400, 400))
    assert problem_of(whole[: len(whole) // 2]) is FileProblem.BROKEN


@pytest.mark.parametrize("problem", FileProblem)
def test_every_refusal_has_turkish_words(problem: FileProblem) -> None:
    with translation.override("en"):
        english = str(uploads.MESSAGES[problem])
    with translation.override("tr"):
        assert str(uploads.MESSAGES[problem]) not in {english, ""}


def test_a_bomb_of_words_in_a_photo_is_refused() -> None:
    words = PngInfo()
    words.add_text("Comment", "x" * 8_000_000, zip=True)
    kept = io.BytesIO()
    Image.new("RGB", (4, 4)).save(kept, "PNG", pnginfo=words)
    assert problem_of(kept.getvalue()) is FileProblem.BROKEN
