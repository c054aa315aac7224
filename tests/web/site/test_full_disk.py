"""A full disk is said in words where somebody sends a file, and what was typed stays."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests import cast
from tests.web.portal.applying import ANSWERS, WORDS
from tests.web.site import full_disk

from alo153.cases import actions
from alo153.cases.models import Attachment, Case, ContractorReport, FieldReport
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
FULL = "Şu anda dosya alamıyoruz."
TYPED = "Çukuru asfaltla doldurduk."


@pytest.fixture(autouse=True)
def storage(settings: Any, tmp_path: Path) -> None:
    cache.clear()
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}


@pytest.fixture
def pothole() -> Case:
    case = cast.open_case("Yolda derin çukur var.", about="yol-cukuru")
    actions.accept(case=case, by=cast.staff("okan"), at=now())
    return case


def photo() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 20)).save(content, "PNG")
    return SimpleUploadedFile("IMG_1.png", content.getvalue(), "image/png")


def browser(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def test_a_citizen_goes_on_without_the_photo(client: Client, settings: Any) -> None:
    full_disk.fill(settings)
    answer = client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    assert answer.status_code == 422
    assert FULL in answer.content.decode()
    assert client.post("/apply/photo/", {"go": "next"}).status_code == 302


def test_an_application_that_is_sent_waits_and_loses_nothing(client: Client, settings: Any) -> None:
    client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    for step, answers in ANSWERS.items():
        client.post(f"/apply/{step}/", answers)
    room = settings.STORAGES
    full_disk.fill(settings)
    full = settings.STORAGES["default"]
    settings.STORAGES = room | {"default": full | {"OPTIONS": room["default"]["OPTIONS"]}}
    page = client.post("/apply/check/", follow=True).content.decode()
    assert FULL in page
    assert WORDS in page
    assert not Case.objects.exists()
    settings.STORAGES = room
    client.post("/apply/check/")
    assert Case.objects.get().attachments.count() == 1


def test_a_unit_keeps_its_words(pothole: Case, settings: Any) -> None:
    full_disk.fill(settings)
    address = reverse("unit:answer", args=[pothole.tracking_code])
    sent = {"outcome": "done", "text": TYPED, "photos": photo()}
    answer = browser("okan").post(address, sent)
    assert answer.status_code == 422
    assert FULL in answer.content.decode()
    assert TYPED in answer.content.decode()


def test_a_crew_keeps_its_report(pothole: Case, settings: Any) -> None:
    full_disk.fill(settings)
    address = reverse("crew:report", args=[pothole.tracking_code])
    sent = {"token": str(uuid4()), "found": "done", "note": TYPED, "after": photo()}
    page = browser("okan").post(address, sent)
    assert page.status_code == 422
    assert FULL in page.content.decode()
    assert TYPED in page.content.decode()
    by_script = browser("okan").post(
        address, sent | {"after": photo()}, headers={"accept": "application/json"}
    )
    assert FULL in by_script.json()["errors"][0]
    assert not FieldReport.objects.exists()


def test_a_contractor_keeps_the_words(client: Client, pothole: Case, settings: Any) -> None:
    token = actions.give_work(
        case=pothole,
        contractor="Usta",
        words="Çukuru doldurun.",
        with_photos=False,
        expires_at=now() + timedelta(days=7),
        by=cast.staff("okan"),
        at=now(),
    )
    full_disk.fill(settings)
    address = reverse("portal:contractor", args=[token])
    answer = client.post(address, {"note": TYPED, "photo": photo()})
    assert answer.status_code == 422
    assert FULL in answer.content.decode()
    assert TYPED in answer.content.decode()
    assert not ContractorReport.objects.exists()


def test_the_desk_says_it_beside_the_form(pothole: Case, settings: Any) -> None:
    full_disk.fill(settings)
    address = f"/center/cases/{pothole.tracking_code}/file/"
    answer = browser("elif").post(address, {"what": "citizen", "file": photo()})
    assert answer.status_code == 422
    assert FULL in answer.content.decode()
    assert not Attachment.objects.exists()


def test_where_not_even_a_temporary_file_fits_a_page_says_so(client: Client, settings: Any) -> None:
    settings.FILE_UPLOAD_HANDLERS = ["tests.web.site.full_disk.NoTemporaryFile"]
    answer = client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    assert answer.status_code == 507
    page = answer.content.decode()
    assert "Şu anda dosya alamıyoruz" in page
    assert "yazdıklarınız duruyor" in page
