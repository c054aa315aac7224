"""Files of an application by the interface: read as citizens see them, added by who opened it."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests import cast
from tests.cases import stories
from tests.cases.time.deadlines import bring
from tests.core.files.sent import GPS, pdf, photo
from tests.integrations.keys import made
from tests.web.api.asking import V1, System, fields

from alo153.archive.erasing import erase
from alo153.cases import actions
from alo153.cases.models import Attachment, Case
from alo153.citizens.actions.erasing import ErasureReason
from alo153.citizens.models import AccessLog
from alo153.core.actor import CITIZEN, SYSTEM, Actor
from alo153.core.files import uploads
from alo153.core.files.malware import Finding
from alo153.core.files.uploads import CheckedFile
from alo153.intake import actions as intake
from alo153.integrations.scopes import KeyScope
from alo153.web.api.v1.cases import files

pytestmark = pytest.mark.django_db
OPENED = {"topic": "agac-budama", "text": "Dal kırıldı."}


@pytest.fixture(name="system")
def _system(db: None) -> System:
    return System(key=made(KeyScope.OPEN_CASES, system="Kocaeli Cepte")[1])


@pytest.fixture(name="reader")
def _reader(db: None) -> System:
    scopes = (KeyScope.READ_FILES, KeyScope.READ_UNIT_CASES)
    return System(key=made(*scopes, system="Park iş emri")[1])


def send(
    system: System, code: str, content: bytes, *, kind: str = "image/jpeg", once: str = ""
) -> Any:
    return system.send(f"/cases/{code}/files", content, kind=kind, once=once)


def opened(system: System) -> str:
    code: str = system.post("/cases", OPENED).json()["code"]
    return code


def with_file(*, evidence: bool = False, at: Any = cast.AT, **more: Any) -> Attachment:
    return actions.attach(
        case=Case.objects.get(),
        file=CheckedFile(b"\xff\xd8picture", "image/jpeg"),
        from_citizen=not evidence,
        is_evidence=evidence,
        by=Actor.staff(cast.staff("selin").pk) if evidence else CITIZEN,
        at=at,
        **more,
    )


def test_a_photo_is_kept_without_its_place_and_read_again(system: System, reader: System) -> None:
    code = opened(system)
    answer = send(system, code, photo())
    assert answer.status_code == 201
    told = answer.json()
    assert (told["content_type"], told["from_citizen"]) == ("image/jpeg", True)
    [listed] = reader.get(f"/cases/{code}/files").json()
    assert (listed["id"], listed["sha256"]) == (told["id"], told["sha256"])
    sent = reader.get(f"/cases/{code}/files/{told['id']}")
    content = b"".join(sent)
    assert (sent["Content-Type"], sent["Cache-Control"]) == ("image/jpeg", "no-store")
    exif = Image.open(io.BytesIO(content)).getexif()
    assert not exif
    assert not exif.get_ifd(GPS)
    assert AccessLog.objects.filter(what="api", case_id=Case.objects.get().pk).count() == 2


def test_a_request_that_is_sent_again_keeps_one_file(system: System) -> None:
    code = opened(system)
    first, again = (send(system, code, pdf(), kind="application/pdf", once="1") for _ in "12")
    assert first.json() == again.json()
    assert again["Idempotent-Replayed"] == "true"
    assert send(system, code, photo(), once="1").status_code == 422
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"GIF89a", "image/jpeg", 422),
        (b"{}", "application/json", 415),
        (b"x" * (uploads.MAX_BYTES + 1), "application/octet-stream", 413),
    ],
    ids=["type", "json", "large"],
)
def test_what_is_no_file_is_refused_in_words(
    system: System, content: bytes, kind: str, status: int
) -> None:
    answer = send(system, opened(system), content, kind=kind)
    assert answer.status_code == status
    if status == 422:
        assert fields(answer)[""]
    assert not Attachment.objects.exists()


def test_a_file_with_a_virus_is_refused(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "scan", lambda _: Finding.MALWARE)
    answer = send(system, opened(system), pdf(), kind="application/pdf")
    assert "virüs" in fields(answer)[""]


def test_too_many_files_and_a_closed_application_are_refused(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = opened(system)
    monkeypatch.setattr(intake, "MOST_FILES", 1)
    monkeypatch.setattr(files, "MOST_FILES", 1)
    assert send(system, code, photo()).status_code == 201
    assert "en çok 1 dosya" in send(system, code, photo()).json()["detail"]
    Attachment.objects.all().delete()
    Case.objects.update(state="closed", closed_at=cast.AT)
    assert send(system, code, photo()).status_code == 409


def test_no_file_is_added_in_the_name_of_an_erased_person(system: System) -> None:
    code, citizen = opened(system), cast.citizen("Ayşe Işık")
    state = Case.objects.get().state
    Case.objects.update(state="closed", closed_at=cast.AT, reporter=citizen)
    erase(citizen, reason=ErasureReason.REQUEST, by=SYSTEM, at=cast.AT)
    Case.objects.update(state=state, closed_at=None)
    answer = send(system, code, photo())
    assert answer.status_code == 409
    assert "Kişinin verileri silindi" in answer.json()["detail"]
    assert not Attachment.objects.exists()


def test_nobody_adds_to_what_another_system_opened(system: System, reader: System) -> None:
    code = opened(system)
    other = System(key=made(KeyScope.OPEN_CASES, system="Başka")[1])
    assert send(other, code, photo()).status_code == 404
    assert send(reader, code, photo()).status_code == 403
    assert send(system, stories.pruning().tracking_code, photo()).status_code == 404
    assert not Attachment.objects.exists()


def test_a_system_reads_what_the_citizen_sees_and_no_more(reader: System) -> None:
    case = stories.pruning()
    own = with_file()
    with_file(evidence=True)
    listed = reader.get(f"/cases/{case.tracking_code}/files").json()
    assert [each["id"] for each in listed] == [own.pk], "no answer is approved yet"
    hidden = Attachment.objects.exclude(pk=own.pk).get()
    assert reader.get(f"/cases/{case.tracking_code}/files/{hidden.pk}").status_code == 404
    other = System(key=made(KeyScope.READ_UNIT_CASES, system="Başka")[1])
    assert other.get(f"/cases/{case.tracking_code}/files").status_code == 403
    elsewhere = made(KeyScope.READ_FILES, KeyScope.READ_UNIT_CASES, units=("zabita",))[1]
    assert System(key=elsewhere).get(f"/cases/{case.tracking_code}/files").status_code == 404


def test_no_system_reads_the_scan_of_a_signed_petition(reader: System) -> None:
    case, scan = bring("petition"), CheckedFile(b"\xff\xd8signed", "image/jpeg")
    paper = actions.keep_signed_paper(case=case, file=scan, by=cast.staff("elif"), at=cast.AT)
    assert reader.get(f"/cases/{case.tracking_code}/files").json() == []
    assert reader.get(f"/cases/{case.tracking_code}/files/{paper.pk}").status_code == 404


def test_a_file_that_the_store_has_lost_is_not_there(reader: System) -> None:
    case = stories.pruning()
    lost = with_file()
    lost.file.storage.delete(lost.file.name)
    answer = reader.get(f"/cases/{case.tracking_code}/files/{lost.pk}")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "Bu dosya artık yok."


def test_a_form_is_not_the_file_itself(system: System) -> None:
    headers = {"Authorization": f"Bearer {system.key}", "Idempotency-Key": "1"}
    file = SimpleUploadedFile("a.jpg", photo())
    answer = system.browser.post(
        f"{V1}/cases/{opened(system)}/files", {"file": file}, headers=headers
    )
    assert answer.status_code == 415
