"""The crew's page by plain forms, and what its script is answered."""

import html
import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests import cast

from alo153.cases import actions
from alo153.cases.models import Case, FieldReport
from alo153.citizens.models import AccessLog
from alo153.core.actor import CITIZEN
from alo153.core.clock import now
from alo153.core.files import uploads

WORKS = reverse("crew:works")
SCRIPT = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def elsewhere(settings: Any, tmp_path: Path) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}


@pytest.fixture
def case(db: None, client: Client) -> Case:
    selin = cast.staff("selin")
    client.force_login(selin)
    opened = cast.open_case()
    actions.accept(case=opened, by=selin, at=now())
    return opened


def photo() -> io.BytesIO:
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, "JPEG")
    content.seek(0)
    content.name = "before.jpg"
    return content


def said(**fields: Any) -> dict[str, Any]:
    return {"token": str(uuid4()), "found": "done", "note": "Budandı.", **fields}


def address(case: Case) -> str:
    return reverse("crew:report", args=[case.tracking_code])


def test_a_work_says_where_and_what_but_not_who(client: Client, case: Case) -> None:
    page = html.unescape(client.get(WORKS).content.decode())
    for part in (case.topic.name, "Çınar Sokak 5", case.text, "geo:40.76911,29.97525"):
        assert part in page
    for secret in ("Ayşe", cast.phone_of("Ayşe Işık")):
        assert secret not in page


def test_a_report_by_a_plain_form(client: Client, case: Case) -> None:
    response = client.post(address(case), said(before=photo()), follow=True)
    assert "Bildirim ulaştı." in response.content.decode()
    kept = FieldReport.objects.get()
    assert (kept.found, kept.photos.get().shows) == ("done", "before")
    assert AccessLog.objects.filter(what="crew", case_id=case.pk).exists()


def test_the_script_is_told_that_it_arrived_once(client: Client, case: Case) -> None:
    token = str(uuid4())
    for _ in range(2):
        answer = client.post(address(case), said(token=token, after=photo()), headers=SCRIPT)
        assert answer.json() == {"kept": token}
    assert FieldReport.objects.count() == 1


@pytest.mark.parametrize("wrong_by", [timedelta(days=1), -timedelta(days=1)], ids=str)
def test_a_visit_is_as_long_ago_as_a_telephone_says_whose_clock_is_wrong(
    client: Client, case: Case, wrong_by: timedelta
) -> None:
    Case.objects.update(opened_at=now() - timedelta(days=3))
    there = now() + wrong_by
    by_script = "%Y-%m-%dT%H:%M:%S.%fZ"
    said_there = {
        "made_at": (there - timedelta(hours=2)).strftime(by_script),
        "sent_at": there.strftime(by_script),
    }
    client.post(address(case), said(**said_there), headers=SCRIPT)
    kept = FieldReport.objects.get()
    assert abs(kept.at - kept.made_at - timedelta(hours=2)) < timedelta(seconds=1)
    odd = {"made_at": "0001-01-01T00:00:00.000Z", "sent_at": "9999-12-31T23:59:59.999Z"}
    assert client.post(address(case), said(**odd), headers=SCRIPT).status_code == 200


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"found": ""}, "Durumu seçin."),
        ({"found": "needs_more", "note": ""}, "Ne gerektiğini yazın."),
        ({"before": io.BytesIO(b"MZ not a photo")}, "Yalnızca fotoğraf"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(
    client: Client, case: Case, fields: dict[str, Any], words: str
) -> None:
    response = client.post(address(case), said(**fields), headers=SCRIPT)
    assert response.status_code == 422
    assert words in " ".join(response.json()["errors"])
    page = client.post(address(case), said(found="", note="Merdiven gerek."))
    assert page.status_code == 422
    assert "Merdiven gerek." in page.content.decode()


def test_another_units_work_is_not_there(client: Client, case: Case) -> None:
    client.force_login(cast.staff("okan"))
    assert client.get(WORKS).context["works"] == []
    assert client.post(address(case), said()).status_code == 404
    assert not FieldReport.objects.exists()


def test_the_map_of_all_works_is_for_those_with_a_place(client: Client, case: Case) -> None:
    page = html.unescape(client.get(WORKS).content.decode())
    assert 'marks="crew-works"' in page
    assert 'data-name="Ağaç budama, Yahyakaptan, Çınar Sokak 5"' in page
    Case.objects.update(lat=None, lon=None)
    assert 'marks="crew-works"' not in client.get(WORKS).content.decode()


def test_the_photo_of_the_citizen_is_seen_on_the_spot(client: Client, case: Case) -> None:
    sent = uploads.check(photo())
    kept = actions.attach(case=case, file=sent, from_citizen=True, by=CITIZEN, at=now())
    address = reverse("unit:file", args=[case.tracking_code, kept.pk])
    assert address in client.get(WORKS).content.decode()
    assert client.get(address).status_code == 200


def test_there_are_directions_without_a_pin(client: Client, case: Case) -> None:
    Case.objects.update(lat=None, lon=None)
    page = html.unescape(client.get(WORKS).content.decode())
    assert 'geo:0,0?q=%C3%87%C4%B1nar%20Sokak%205%20Yahyakaptan%20%C4%B0zmit%20Kocaeli"' in page
    Case.objects.update(address="", neighborhood=None, district=None)
    assert "geo:" not in client.get(WORKS).content.decode()


def test_a_work_that_was_reported_looks_so_and_comes_last(client: Client, case: Case) -> None:
    other = cast.open_case("Dal sarkıyor.", of="Mehmet Öztürk")
    actions.accept(case=other, by=cast.staff("selin"), at=now())
    assert "is-reported" not in client.get(WORKS).content.decode()
    client.post(address(case), said())
    page = client.get(WORKS).content.decode()
    assert page.count("is-reported") == 1
    assert [work[0] for work in client.get(WORKS).context["works"]] == [other, case]


def test_a_work_that_came_back_is_to_be_reported_anew(client: Client, case: Case) -> None:
    client.post(address(case), said())
    parks = cast.unit("park-ve-bahceler")
    actions.forward(case=case, to=parks, reason="Yine.", by=cast.staff("elif"), at=now())
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    assert "is-reported" not in client.get(WORKS).content.decode()
