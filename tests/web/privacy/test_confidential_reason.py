"""Who opens a confidential case says why; each look is written down, and the citizen may ask."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases.life import confidential
from tests.parts.events import access_log

from alo153.cases.confidential.disclosure import HOLDS_FOR
from alo153.cases.models import Case, Note
from alo153.cases.rules import codes
from alo153.citizens.models import AccessLog
from alo153.core import clock, keyring

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return confidential.answered()


@pytest.fixture
def sevgi() -> Client:
    client = Client()
    client.force_login(cast.staff("sevgi"))
    return client


def unit_page(case: Case) -> str:
    return reverse("unit:case", args=[case.tracking_code])


def reason_page(case: Case) -> str:
    return reverse("confidential", args=[case.tracking_code])


def long_ago(minutes: float) -> None:
    access_log.all_happened(clock.now() - HOLDS_FOR - timedelta(minutes=minutes))


def test_it_opens_after_a_reason_and_every_look_is_written_down(case: Case, sevgi: Client) -> None:
    asked = sevgi.get(unit_page(case), {"show": "mine"}, follow=True)
    page = asked.content.decode()
    assert "Neden açıyorsunuz?" in page
    assert confidential.SAID not in page
    assert not AccessLog.objects.exists()
    given = {"why": "work", "words": "Randevu için", "next": f"{unit_page(case)}?show=mine"}
    opened = sevgi.post(reason_page(case), given)
    assert opened["Location"] == f"{unit_page(case)}?show=mine"
    for _ in range(2):
        page = sevgi.get(unit_page(case)).content.decode()
        for words in (confidential.SAID, confidential.NOTED, confidential.NAME):
            assert words in page
    looks = AccessLog.objects.filter(case_id=case.pk).order_by("id")
    reason = "Bu başvuru üzerinde çalışıyorum: Randevu için"
    assert list(looks.values_list("what", "reason")) == [
        ("reason", reason),
        *[("unit", reason)] * 2,
    ]


def test_the_photo_opens_with_the_case(case: Case, sevgi: Client) -> None:
    (photo,) = case.attachments.all()
    address = reverse("unit:file", args=[case.tracking_code, photo.pk])
    assert sevgi.get(address).status_code == HTTPStatus.FOUND
    confidential.explained(case, "sevgi")
    content = b"".join(sevgi.get(address))  # type: ignore[call-overload]
    assert content == confidential.PHOTO.content


def test_a_part_of_a_page_leads_to_the_whole_page_that_asks(case: Case, sevgi: Client) -> None:
    response = sevgi.get(unit_page(case), headers={"HX-Request": "true", "HX-Target": "case-panel"})
    assert response["HX-Redirect"].startswith(reason_page(case))


def test_a_reason_holds_for_half_an_hour_and_for_one_person(case: Case, sevgi: Client) -> None:
    confidential.explained(case, "sevgi")
    assert sevgi.get(unit_page(case)).status_code == HTTPStatus.OK
    meral = Client()
    meral.force_login(cast.staff("meral"))
    desk = reverse("center:case", args=[case.tracking_code])
    assert meral.get(desk)["Location"].startswith(reason_page(case))
    long_ago(minutes=1)
    assert sevgi.get(unit_page(case)).status_code == HTTPStatus.FOUND


def test_what_was_written_in_time_is_kept_when_it_is_sent_late(case: Case, sevgi: Client) -> None:
    confidential.explained(case, "sevgi")
    long_ago(minutes=60)
    note = reverse("unit:note", args=[case.tracking_code])
    sevgi.post(note, {"text": "Yarın yeniden aranacak."})
    assert Note.objects.filter(case=case).count() == 2
    access_log.all_happened(clock.now() - timedelta(hours=9))
    late = sevgi.post(note, {"text": "Çok geç."}, follow=True)
    assert "hiçbir şey kaydedilmedi" in late.content.decode()


def test_the_whole_case_is_taken_out_with_a_fresh_reason_alone(case: Case) -> None:
    confidential.explained(case, "meral")
    long_ago(minutes=1)
    meral = Client()
    meral.force_login(cast.staff("meral"))
    response = meral.post(reverse("center:export", args=[case.tracking_code]))
    assert response["Location"] == reason_page(case)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Neden açtığınızı seçin."),
        ({"why": "other"}, "Kimin istediğini ya da gerekçeyi yazın."),
        ({"why": "nonsense"}, "Geçerli bir seçenek"),
    ],
)
def test_a_missing_reason_is_named(
    case: Case, sevgi: Client, given: dict[str, Any], words: str
) -> None:
    response = sevgi.post(reason_page(case), given | {"next": unit_page(case)})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = response.content.decode()
    assert words in page
    assert f'value="{unit_page(case)}"' in page


def test_nobody_is_led_out_of_the_house(case: Case, sevgi: Client) -> None:
    given = {"why": "work", "next": "https://elsewhere.example/"}
    assert sevgi.post(reason_page(case), given)["Location"] == unit_page(case)


def test_no_reason_is_asked_for_what_is_not_there_or_not_theirs(sevgi: Client) -> None:
    open_to_all = cast.open_case()
    for code in (open_to_all.tracking_code, "000000000"):
        address = reverse("confidential", args=[code])
        assert sevgi.get(address).status_code == HTTPStatus.NOT_FOUND


def test_without_its_key_a_page_says_so_and_shows_nothing(
    case: Case, sevgi: Client, settings: Any
) -> None:
    confidential.explained(case, "sevgi")
    settings.CONFIDENTIAL_KEYS = keyring.new_key("k9")
    response = sevgi.get(unit_page(case))
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    page = response.content.decode()
    assert "Gizli içerik açılamıyor" in page
    assert confidential.SAID not in page


def test_the_citizen_gets_units_roles_times_and_reasons(
    case: Case, sevgi: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    confidential.explained(case, "sevgi")
    for _ in range(3):
        sevgi.get(unit_page(case))
    meral = Client()
    meral.force_login(cast.staff("meral"))
    asked = {"whom": codes.display(case.tracking_code), "why": "Dilekçe, 12 Mart"}
    shown = meral.post(reverse("access_log"), asked, follow=True)
    assert "Sevgi Tunç" in shown.content.decode()
    with django_assert_max_num_queries(9):
        page = meral.get(f"{shown.request['PATH_INFO']}letter/").content.decode()
    letter = page[page.index("<article") : page.index("</article")]
    assert "Sağlık ve Sosyal Hizmetler Dairesi Başkanlığı" in letter
    assert "birim çalışanı" in letter
    assert letter.count(confidential.WHY) == 4
    assert "Sevgi" not in letter
