"""What strangers send is decoded apart: in line, in bounded memory, and nothing in it runs."""

import io
import os
import resource
import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from tests.core.files.sent import pdf, problem_of

from alo153.core.files import uploads
from alo153.core.files.decoding import DECODER, Kind, Result, decode
from alo153.core.files.uploads import FileProblem
from alo153.core.processes.bounded import asking
from alo153.core.processes.bounded.asking import BoundedProcess

SCRIPT = "app.alert('merhaba')"


def picture(edge: int, form: str = "PNG", mode: str = "1") -> bytes:
    kept = io.BytesIO()
    Image.new(mode, (edge, edge)).save(kept, form)
    return kept.getvalue()


def peak() -> int:
    """Return the most memory this process ever held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_eight_photos_of_49_megapixels_cost_this_process_nothing() -> None:
    bomb, before = picture(7_000), peak()
    found: list[FileProblem | None] = []
    sent = [threading.Thread(target=lambda: found.append(problem_of(bomb))) for _ in range(8)]
    for each in sent:
        each.start()
    for each in sent:
        each.join()
    assert found == [FileProblem.HUGE] * 8
    assert peak() - before < 50_000_000


def test_photos_of_telephones_are_taken() -> None:
    kept = uploads.check(io.BytesIO(picture(7_000, "JPEG", "L")))
    assert Image.open(io.BytesIO(kept.content)).size == (2_000, 2_000)


@pytest.mark.parametrize("mode", ["1", "P", "RGBA", "I;16", "LA"])
def test_photos_in_any_colors_are_taken(mode: str) -> None:
    kept = uploads.check(io.BytesIO(picture(16, "PNG", mode)))
    assert Image.open(io.BytesIO(kept.content)).mode == "RGB"


def test_what_needs_more_than_the_memory_is_refused_and_the_next_one_is_taken() -> None:
    narrow = BoundedProcess("alo153.core.files.decode_process", memory_bytes=130_000_000)
    try:
        refused = decode(Kind.PHOTO, picture(4_900, mode="RGBA"), narrow)[0]
        assert refused in {Result.HUGE, Result.BROKEN}
        assert decode(Kind.PHOTO, picture(16), narrow)[0] is Result.CHANGED
    finally:
        narrow.stop()


def test_a_decoder_that_dies_or_hangs_takes_only_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    decoder: Any = BoundedProcess("alo153.core.files.decode_process", memory_bytes=800_000_000)
    try:
        decode(Kind.PHOTO, picture(16), decoder)
        first = decoder._process
        first.kill()
        first.wait()
        assert decode(Kind.PHOTO, picture(16), decoder)[0] is Result.CHANGED
        assert decoder._process is not first
        os.kill(decoder._process.pid, signal.SIGSTOP)
        monkeypatch.setattr(asking, "SECONDS", 0.1)
        # Larger than what a pipe takes from a writer while nobody reads
        assert decode(Kind.PHOTO, bytes(1_000_000), decoder)[0] is Result.BROKEN
        assert decoder._process is None
    finally:
        decoder.stop()


def test_who_waits_too_long_is_told_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "WAIT_SECONDS", 0.01)
    with DECODER._turn:
        assert problem_of(picture(16)) is FileProblem.BUSY
    assert problem_of(picture(16)) is None


def launch(writer: PdfWriter) -> None:
    link = Link(rect=(0, 0, 50, 50), url="https://kocaeli.example/")
    link[NameObject("/A")] = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
    )
    writer.add_annotation(0, link)


def hidden_script(writer: PdfWriter) -> None:
    """Name the kind of an action by an object of its own."""
    kind = writer._add_object(NameObject("/JavaScript"))
    action = {NameObject("/S"): kind, NameObject("/JS"): TextStringObject(SCRIPT)}
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def script(writer: PdfWriter) -> None:
    """Let a script run when the document opens, by its tree of names."""
    action = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject(SCRIPT),
    }
    named = ArrayObject([TextStringObject("a"), writer._add_object(DictionaryObject(action))])
    scripts = DictionaryObject({NameObject("/Names"): named})
    names = DictionaryObject({NameObject("/JavaScript"): writer._add_object(scripts)})
    writer._root_object[NameObject("/Names")] = writer._add_object(names)


def signature(writer: PdfWriter) -> None:
    script(writer)
    zeros = ArrayObject([NumberObject(0)] * 4)
    signed = {NameObject("/ByteRange"): zeros, NameObject("/Contents"): ByteStringObject(b"0")}
    writer._root_object[NameObject("/Signed")] = writer._add_object(DictionaryObject(signed))


ACTIVE: dict[str, Callable[[PdfWriter], object]] = {
    "script": script,
    "file": lambda writer: writer.add_attachment("virus.exe", b"MZ virus"),
    "launch": launch,
    "hidden": hidden_script,
}


@pytest.mark.parametrize("how", ACTIVE)
def test_scripts_actions_and_files_within_are_taken_out_of_a_pdf(how: str) -> None:
    sent = pdf(ACTIVE[how])
    kept = uploads.check(io.BytesIO(sent))
    assert not kept.needs_care
    cleaned = PdfReader(io.BytesIO(kept.content))
    assert len(cleaned.pages) == 1
    assert not cleaned.attachments
    whole = kept.content
    assert not [each for each in (b"/JS", b"/Launch", b"calc", b"virus", b"alert") if each in whole]


def test_a_pdf_without_any_stays_as_it_is_to_the_byte() -> None:
    sent = pdf(lambda writer: writer.add_metadata({"/Title": "Dilekçe"}))
    kept = uploads.check(io.BytesIO(sent))
    assert (kept.content, kept.needs_care) == (sent, False)


@pytest.mark.parametrize("how", [signature, lambda writer: writer.encrypt("gizli")])
def test_what_would_break_a_signature_or_is_locked_is_kept_with_a_warning(
    how: Callable[[PdfWriter], object],
) -> None:
    sent = pdf(how)
    kept = uploads.check(io.BytesIO(sent))
    assert (kept.content, kept.needs_care) == (sent, True)


def test_a_decoder_knows_nothing_of_the_environment() -> None:
    decode(Kind.PHOTO, picture(16))
    process: Any = DECODER._process
    with open(f"/proc/{process.pid}/environ", "rb") as environment:
        assert environment.read() == b""
    assert process.poll() is None
