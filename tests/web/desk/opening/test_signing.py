"""The visitor reads, signs and goes; the card is photographed only where there is a reason."""

import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests import cast
from tests.cases import stories
from tests.parts.roles import Role
from tests.web.desk.records import record

from alo153.cases import actions
from alo153.cases.models import Case, PersonalFile, RelayAttempt
from alo153.citizens.channel import Channel
from alo153.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}
    return tmp_path


@pytest.fixture
def filed(agent: Client) -> Case:
    """Return what was filed for a visitor."""
    assert agent.post("/desk/work/new:1/case/", record()).status_code == 302
    return Case.objects.get()


def picture(kind: str = "PNG") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    Image.new("RGB", (60, 20), "white").save(drawn, kind, exif=exif)
    return SimpleUploadedFile("photo.bin", drawn.getvalue(), "application/octet-stream")


def page(case: Case, what: str = "") -> str:
    return f"/desk/work/new:1/case/{case.tracking_code}/signing/{what}"


def sign(agent: Client, case: Case, **more: Any) -> Any:
    return agent.post(page(case, "signature/"), {"file": picture(), "way": "screen"} | more)


def scan(agent: Client, case: Case, **more: Any) -> Any:
    facts = {"file": picture("JPEG"), "purpose": "applicant", "covered": "on"} | more
    return agent.post(page(case, "identity/"), {k: v for k, v in facts.items() if v})


def kept_at(agent: Client, case: Case, kind: str) -> Any:
    return agent.get(f"/desk/cases/{case.tracking_code}/personal/{kind}/")


def test_the_desk_offers_it_to_whoever_filed_for_a_visitor(agent: Client, filed: Case) -> None:
    shown = agent.get(f"/desk/work/new:1/case/{filed.tracking_code}/").content.decode()
    assert page(filed) in shown
    read = agent.get(page(filed)).content.decode()
    assert "Dallar pencereme değiyor." in read
    assert "Ayşe Işık" in read
    assert "data-signature" in read


def test_a_signature_is_kept_as_a_picture_without_what_a_camera_writes(
    agent: Client, filed: Case
) -> None:
    assert sign(agent, filed).status_code == 302
    answer = kept_at(agent, filed, "signature")
    content = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "image/jpeg"
    assert b"A camera" not in content
    assert "no-store" in answer["Cache-Control"]
    assert Image.open(io.BytesIO(content)).size == (60, 20)


def test_without_a_pen_the_paper_is_scanned(agent: Client, filed: Case) -> None:
    form = agent.get(page(filed)).content.decode()
    assert re.search(r'name="way"\s+value="paper"', form)
    assert sign(agent, filed, way="paper").status_code == 302
    assert "kâğıtta imzalandı" in agent.get(page(filed)).content.decode()


def test_nothing_signed_is_said_so(agent: Client, filed: Case) -> None:
    answer = agent.post(page(filed, "signature/"), {"way": "screen"})
    assert answer.status_code == 422
    assert "Henüz imza yok" in answer.content.decode()


def test_a_second_signature_is_refused_in_words(agent: Client, filed: Case) -> None:
    sign(agent, filed)
    answer = sign(agent, filed)
    assert answer.status_code == 422
    assert PersonalFile.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 x", b"<svg onload=alert(1)>"])
def test_what_is_no_photo_is_no_signature(agent: Client, filed: Case, content: bytes) -> None:
    file = SimpleUploadedFile("a.png", content, "image/png")
    assert sign(agent, filed, file=file).status_code == 422
    assert not PersonalFile.objects.exists()


def test_the_copy_of_the_municipality_shows_it_and_the_visitors_does_not(
    agent: Client, filed: Case
) -> None:
    sign(agent, filed)
    receipt = f"/desk/work/new:1/case/{filed.tracking_code}/receipt/"
    address = f"/desk/cases/{filed.tracking_code}/personal/signature/"
    assert address not in agent.get(receipt).content.decode()
    assert address in agent.get(f"{receipt}?copy=municipality").content.decode()


def test_the_tracking_page_says_signed_and_shows_nothing(agent: Client, filed: Case) -> None:
    sign(agent, filed)
    scan(agent, filed)
    shown = Client().get(f"/t/{filed.link_key}/").content.decode()
    assert "iletişim merkezimizde imzaladınız" in shown
    assert "personal/" not in shown
    assert "kimlik" not in shown.lower()


def test_no_card_without_a_reason_and_covered_fields(agent: Client, filed: Case) -> None:
    answer = scan(agent, filed, purpose="", covered="")
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "Kimlik kartının neden gerektiğini seçin." in words
    assert "din ve kan grubunu kapatın" in words
    assert not PersonalFile.objects.exists()


def test_who_took_the_card_does_not_see_it_again(agent: Client, filed: Case) -> None:
    assert scan(agent, filed).status_code == 302
    shown = agent.get(page(filed)).content.decode()
    assert "personal/identity/" not in shown
    assert kept_at(agent, filed, "identity").status_code == 404
    clerk = Client()
    clerk.force_login(cast.with_roles("hakan", Role.SUPERVISOR, Role.CONFIDENTIAL_CLERK))
    assert "personal/identity/" in clerk.get(page(filed)).content.decode()
    assert kept_at(clerk, filed, "identity").status_code == 200


def test_a_card_that_has_served_is_deleted_by_a_press(agent: Client, filed: Case) -> None:
    scan(agent, filed)
    assert agent.post(page(filed, "delete/")).status_code == 302
    assert not PersonalFile.objects.exists()


def test_the_application_leads_to_the_signing_and_back(agent: Client, filed: Case) -> None:
    case_page = f"/center/cases/{filed.tracking_code}/"
    assert page(filed) in agent.get(case_page).content.decode()
    assert f'href="{case_page}"' in agent.get(page(filed)).content.decode()


def test_nobody_is_led_to_sign_what_was_said_on_the_telephone(agent: Client) -> None:
    case = cast.open_case()
    assert "/signing/" not in agent.get(f"/center/cases/{case.tracking_code}/").content.decode()


def test_a_card_is_deleted_beside_the_application_where_one_stays(
    agent: Client, filed: Case
) -> None:
    case_page = f"/center/cases/{filed.tracking_code}/"
    scan(agent, filed)
    shown = agent.get(f"{case_page}?work=new:1").content.decode()
    address = page(filed, "delete/") + "?work=new%3A1"
    assert f'action="{address}"' in shown
    answer = agent.post(address, {"back": "case"})
    assert (answer.status_code, answer["Location"]) == (302, f"{case_page}?work=new%3A1")
    assert not PersonalFile.objects.exists()
    assert "/delete/" not in agent.get(case_page).content.decode()


@pytest.mark.parametrize("keep", [sign, scan])
def test_who_telephoned_is_refused_in_words(agent: Client, keep: Callable[..., Any]) -> None:
    answer = keep(agent, cast.open_case())
    assert answer.status_code == 422
    assert "Bu başvuru masada alınmadı" in answer.content.decode()


def test_what_is_closed_is_refused_in_words(agent: Client) -> None:
    case = stories.relaying(channel=Channel.COUNTER)
    relay = case.relays.get()
    told, by = RelayAttempt.Result.TOLD, cast.staff("elif")
    actions.record_attempt(
        relay=relay, result=told, by_user=by, by=cast.actor("elif"), at=clock.now()
    )
    answer = sign(agent, case)
    assert answer.status_code == 422
    assert "Artık imzalanamaz" in answer.content.decode()


def test_a_file_that_is_gone_or_does_not_open_is_not_there(
    agent: Client, filed: Case, folder: Path
) -> None:
    sign(agent, filed)
    (kept,) = (path for path in folder.rglob("*.sealed"))
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert kept_at(agent, filed, "signature").status_code == 404
    kept.unlink()
    assert kept_at(agent, filed, "signature").status_code == 404


def test_a_unit_sees_neither(agent: Client, filed: Case) -> None:
    sign(agent, filed)
    scan(agent, filed)
    unit = Client()
    unit.force_login(cast.staff("selin"))
    shown = unit.get(f"/unit/cases/{filed.tracking_code}/").content.decode()
    assert "personal/" not in shown
    assert kept_at(unit, filed, "signature").status_code == 403


def test_a_card_that_cannot_be_deleted_is_said_in_words(
    agent: Client, filed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan(agent, filed)

    def broken(_storage: FileSystemStorage, name: str) -> None:
        raise PermissionError(13, "no", name)

    monkeypatch.setattr(FileSystemStorage, "delete", broken)
    shown = agent.post(page(filed, "delete/"), follow=True)
    assert "Kimlik kartı fotoğrafı şu anda silinemiyor." in unescape(shown.content.decode())
    assert PersonalFile.objects.filter(case=filed).exists()
