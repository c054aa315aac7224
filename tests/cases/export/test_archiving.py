"""A case leaves the municipality as one document that an archive can keep for fifty years."""

import hashlib
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from pytest_django import Settings
from tests import cast
from tests.cases import stories

from alo153.cases import actions
from alo153.cases.export.archiving import paper
from alo153.cases.export.archiving.document import Document, Entry, Section
from alo153.cases.life import receipts
from alo153.cases.models import Attachment, Case
from alo153.cases.rules import codes
from alo153.cases.telling import proofs
from alo153.core.actor import CITIZEN
from alo153.core.files import uploads
from alo153.core.history.sealing import chain, queries
from alo153.core.models import Event
from alo153.web.cases.paper import fonts

WORDS = "Çınarın dalları lambayı kapatıyor 🌳 ve ağacın kökü yolu kırdı."
AT = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def city(db: None, settings: Settings, tmp_path: Path) -> None:
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = storages


@pytest.fixture
def case() -> Case:
    case = stories.relaying()
    Case.objects.filter(pk=case.pk).update(text=WORDS)
    photo = io.BytesIO()
    Image.new("RGB", (640, 480), (90, 140, 90)).save(photo, "JPEG")
    kept = uploads.check(io.BytesIO(photo.getvalue()))
    actions.attach(case=case, file=kept, from_citizen=True, by=CITIZEN, at=cast.AT)
    case.refresh_from_db()
    return case


def export(case: Case) -> PdfReader:
    written = actions.export(case=case, fonts=fonts(), by=cast.staff("hakan"), at=cast.AT)
    return PdfReader(io.BytesIO(written), strict=True)


def words_of(pdf: PdfReader) -> str:
    """Read the document as a search would, by each font's own table of letters."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_the_document_tells_the_whole_case(case: Case) -> None:
    words = words_of(export(case))
    said = WORDS.replace("🌳", "□")
    answer = case.answers.get()
    for expected in [
        said,
        codes.display(case.tracking_code),
        "Ayşe Işık",
        "Park ve Bahçeler Dairesi Başkanlığı",
        " ".join(answer.text.split()),
        " ".join(answer.plain_text.split()),
        receipts.display(proofs.receipt_of(case)),
        "Selin",
    ]:
        assert expected in words


def test_files_and_events_are_attached_as_they_are(case: Case) -> None:
    kept = Attachment.objects.get()
    attached = export(case).attachments
    (photo,) = attached[f"01-{kept.sha256[:12]}.jpg"]
    assert hashlib.sha256(photo).hexdigest() == kept.sha256
    (lines,) = attached["events.jsonl"]
    told = [json.loads(line) for line in lines.splitlines()]
    assert [event["name"] for event in told][:2] == ["case.opened", "case.forwarded"]
    sealed = list(queries.facts(Event.objects.filter(subject_id=str(case.pk), name="case.opened")))
    assert hashlib.sha256(lines.splitlines()[0] + b"\n").hexdigest() == chain.digest_of(sealed)


def test_it_is_what_iso_19005_3_asks_of_a_file(case: Case) -> None:
    """The parts of the standard that a program can break; the library keeps to the rest."""
    pdf = export(case)
    root = pdf.root_object
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>U</pdfaid:conformance>" in metadata
    assert root["/Lang"] == "tr"
    (intent,) = root["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    assert intent.get_object()["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    assert not pdf.is_encrypted
    assert "/JavaScript" not in root.get("/Names", {})
    for file in root["/AF"]:
        assert file.get_object()["/AFRelationship"] == "/Supplement"
        assert file.get_object()["/EF"]["/F"].get_object()["/Subtype"]
    assert len(root["/AF"]) == 2
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in inner["/FontDescriptor"].get_object(), "its letters are inside"
            assert "/ToUnicode" in font.get_object(), "and can be read as text"


def test_a_file_that_was_changed_or_is_gone_is_named(case: Case) -> None:
    kept = Attachment.objects.get()
    with kept.file.storage.open(kept.file.name, "wb") as file:
        file.write(b"something else")
    changed = export(case)
    assert "saklanan dosya, gelen dosya değil." in words_of(changed)
    assert list(changed.attachments) == ["events.jsonl"]
    kept.file.storage.delete(kept.file.name)
    assert "saklanan dosya yerinde yok." in words_of(export(case))


def test_who_took_it_is_written_down(case: Case) -> None:
    written = actions.export(case=case, fonts=fonts(), by=cast.staff("hakan"), at=cast.AT)
    event = Event.objects.get(name="case.exported")
    assert event.data["sha256"] == hashlib.sha256(written).hexdigest()
    assert event.actor_id == cast.staff("hakan").pk


def _with_words(words: str) -> Document:
    entry = Entry("3 Mart", words[:200], detail=words)
    section = Section(words[:80], facts=((words[:40], words),), words=words, entries=(entry,))
    return Document(words[:60], "", "tr", "Kocaeli", AT, (section,), (), words[:60])


@given(st.text(max_size=600))
@settings(max_examples=40, deadline=None)
def test_whatever_was_typed_can_be_written(words: str) -> None:
    pdf = PdfReader(io.BytesIO(paper.write(_with_words(words), fonts())))
    assert len(pdf.pages) >= 1


def test_a_long_text_goes_over_pages() -> None:
    words = "Çukur büyüdü, yağmurda göl oluyor. " * 400
    pdf = PdfReader(io.BytesIO(paper.write(_with_words(words), fonts())))
    assert len(pdf.pages) > 5
    assert words_of(pdf).count("büyüdü") >= 1200
