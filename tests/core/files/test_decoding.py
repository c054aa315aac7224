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
from tests.parts import waiting

from alo153.config.providers.database import CONNECTIONS
from alo153.core.files import decoding, uploads
from alo153.core.files.decoding import DECODER, QUICK, Kind, Result, decode
from alo153.core.files.uploads import FileProblem
from alo153.core.processes.bounded import asking
from alo153.core.processes.bounded.asking import BoundedProcess
from alo153.core.processes.bounded.places import OURS

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
    with QUICK._turn:
        assert problem_of(picture(16)) is FileProblem.BUSY
    assert problem_of(picture(16)) is None


def test_a_small_photo_does_not_wait_behind_large_ones() -> None:
    with DECODER._turn:  # a large one is decoded, others wait
        assert problem_of(picture(16)) is None


def test_large_files_wait_in_a_short_line_and_leave_the_pages_their_connections() -> None:
    noise = photo_of_noise()
    assert len(noise) > decoding.SMALL_BYTES
    answers: list[FileProblem | None] = []
    with DECODER._turn:
        line = [threading.Thread(target=lambda: answers.append(problem_of(noise))) for _ in "12345"]
        for each in line:
            each.start()
        waiting.until(lambda: answers == [FileProblem.BUSY])
    for each in line:
        each.join()
    assert answers == [FileProblem.BUSY] + [None] * 4
    assert decoding._IN_LINE + decoding._IN_QUICK_LINE < CONNECTIONS


def test_a_stranger_has_two_places_among_the_large_and_strangers_leave_one_to_staff() -> None:
    first, second, third = "203.0.113.1", "203.0.113.2", "203.0.113.3"
    noise, refused = photo_of_noise(), []

    def send(source: str) -> None:
        if problem := problem_of(noise, source=source):
            refused.append((source, problem))

    line = []
    with DECODER._turn:  # another large one is decoded
        for source in (first, first, second, OURS):
            line.append(threading.Thread(target=send, args=[source]))
            line[-1].start()
            waiting.until(lambda: len(DECODER._line) == len(line))
            if source == second:
                send(first)
                send(third)
        assert problem_of(picture(16), source=first) is None
    for each in line:
        each.join()
    busy = FileProblem.BUSY
    assert refused == [(first, busy), (third, busy)]
    assert problem_of(noise, source=first) is None


def photo_of_noise() -> bytes:
    kept = io.BytesIO()
    Image.effect_noise((1_200, 1_200), 100).save(kept, "PNG")
    return kept.getvalue()


def test_what_the_small_lane_has_no_memory_for_takes_its_turn_among_the_large() -> None:
    narrow = BoundedProcess("alo153.core.files.decode_process", memory_bytes=130_000_000)
    try:
        first = decode(Kind.PHOTO, picture(4_900, mode="RGBA"), narrow)[0]
        assert first in {Result.HUGE, Result.BROKEN}
        both = decode(Kind.PHOTO, picture(4_900, mode="RGBA"), narrow, DECODER)[0]
        assert both is Result.CHANGED
    finally:
        narrow.stop()


def test_a_photo_that_libjpeg_has_no_memory_for_is_not_called_broken() -> None:
    kept = io.BytesIO()
    # Read to its end before the first row is drawn: libjpeg keeps 300 MB of it
    green = Image.new("RGB", (7_000, 7_000), "green")
    green.save(kept, "JPEG", progressive=True, subsampling=0)
    photo = kept.getvalue()
    assert len(photo) < decoding.SMALL_BYTES
    narrow = BoundedProcess("alo153.core.files.decode_process", memory_bytes=250_000_000)
    try:
        assert decode(Kind.PHOTO, photo, narrow, DECODER)[0] is Result.CHANGED
        assert decode(Kind.PHOTO, photo[:200], narrow, DECODER)[0] is Result.BROKEN
    finally:
        narrow.stop()


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


def opens(writer: PdfWriter, **action: str) -> None:
    """Let the document do something by itself when it opens."""
    named = {NameObject(f"/{key}"): TextStringObject(value) for key, value in action.items()}
    named[NameObject("/S")] = NameObject(f"/{action['S']}")
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(DictionaryObject(named))


def calls_home(writer: PdfWriter) -> None:
    """Ask an address as the document opens, as each page of it does, and as a field of it does."""
    opens(writer, S="URI", URI="https://calc.example/")
    action = {
        NameObject("/S"): NameObject("/URI"),
        NameObject("/URI"): TextStringObject("https://calc.example/"),
    }
    as_opened = DictionaryObject({NameObject("/O"): DictionaryObject(action)})
    writer.pages[0][NameObject("/AA")] = as_opened
    writer._root_object[NameObject("/AA")] = as_opened


ACTIVE: dict[str, Callable[[PdfWriter], object]] = {
    "script": script,
    "file": lambda writer: writer.add_attachment("virus.exe", b"MZ virus"),
    "launch": launch,
    "hidden": hidden_script,
    "address": calls_home,
    "address behind a page": lambda writer: opens(writer, S="GoTo", D="1", Next="calc"),
    "named": lambda writer: opens(writer, S="Named", N="Print", calc="calc"),
}


@pytest.mark.parametrize("how", ACTIVE)
def test_scripts_actions_and_files_within_are_taken_out_of_a_pdf(how: str) -> None:
    sent = pdf(ACTIVE[how])
    kept = uploads.check(io.BytesIO(sent))
    assert not kept.needs_care
    cleaned = PdfReader(io.BytesIO(kept.content))
    assert len(cleaned.pages) == 1
    assert not cleaned.attachments
    signs = (b"/JS", b"/Launch", b"/OpenAction", b"/AA", b"calc", b"virus", b"alert")
    assert not [each for each in signs if each in kept.content]


def test_a_pdf_that_opens_at_a_page_and_links_to_an_address_stays_as_it_is() -> None:
    def usual(writer: PdfWriter) -> None:
        opens(writer, S="GoTo", D="1")
        writer.add_annotation(0, Link(rect=(0, 0, 50, 50), url="https://kocaeli.example/"))

    sent = pdf(usual)
    kept = uploads.check(io.BytesIO(sent))
    assert (kept.content, kept.needs_care) == (sent, False)


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
    process: Any = QUICK._process
    with open(f"/proc/{process.pid}/environ", "rb") as environment:
        assert environment.read() == b""
    assert process.poll() is None
