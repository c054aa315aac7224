"""The timeline of a case for whoever has code and number, or the link, and for nobody else."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases import stories
from tests.cases.time.deadlines import bring
from tests.web.portal.applying import AYSE

from alo153.cases import actions
from alo153.cases.actions import ExternalReference, FormalDetails
from alo153.cases.models import Attachment, Case
from alo153.cases.rules import codes
from alo153.core.actor import CITIZEN
from alo153.core.clock import now
from alo153.core.files import uploads

MakePhoto = Callable[[], SimpleUploadedFile]
OTHER = "0532 000 01 02"


@pytest.fixture
def case(kocaeli: None) -> Case:
    case = stories.relaying()
    actions.note(case=case, text="Vatandaş çok kızgın", by=cast.staff("elif"), at=cast.AT)
    return case


@pytest.fixture
def photo_of(case: Case, photo: MakePhoto) -> Attachment:
    file = uploads.check(io.BytesIO(photo().read()))
    return actions.attach(case=case, file=file, from_citizen=True, by=CITIZEN, at=cast.AT)


def ask(client: Client, code: str, phone: str) -> str:
    return client.post("/track/", {"code": code, "phone": phone}, follow=True).content.decode()


def test_code_and_number_open_the_timeline(client: Client, case: Case) -> None:
    response = client.post("/track/", {"code": codes.display(case.tracking_code), "phone": AYSE})
    assert response.headers["Location"] == "/track/timeline/"
    page = client.get("/track/timeline/").content.decode()
    assert "Başvurunuzu aldık." in page
    assert "Ağacın dallarını budadık" in page


def test_an_answer_that_is_ready_is_not_promised_any_more(client: Client, case: Case) -> None:
    page = client.get(f"/t/{case.link_key}/").content.decode()
    assert "Yanıtınız hazır." in page
    assert "yanıt vereceğiz" not in page


def test_a_clock_that_began_again_names_a_new_date_only_where_it_is_another_day(
    client: Client,
) -> None:
    case = stories.pruning()
    promised = case.promised_at
    assert promised
    # A promise ends at midnight: what is earlier by minutes is the same day
    for later, is_new in ((-timedelta(minutes=20), False), (timedelta(days=2), True)):
        Case.objects.filter(pk=case.pk).update(due_at=promised + later)
        page = client.get(f"/t/{case.link_key}/").content.decode()
        assert ("Yeni tarih" in page) == is_new


def test_an_application_on_hold_says_so_and_promises_no_day(client: Client) -> None:
    case, selin = stories.pruning(), cast.staff("selin")
    page = client.get(f"/t/{case.link_key}/").content.decode()
    assert "günü yanıt vereceğiz" in page
    assert "beklemede" not in page
    actions.accept(case=case, by=selin, at=now())
    actions.pause(case=case, reason="Kazı izni bekleniyor.", by=selin, at=now())
    page = client.get(f"/t/{case.link_key}/").content.decode()
    assert "Başvurunuz şu anda beklemede." in page
    assert "yanıt vereceğiz" not in page


def test_a_question_is_read_before_the_date_that_waits_for_its_answer(client: Client) -> None:
    case, selin = stories.pruning(), cast.staff("selin")
    actions.accept(case=case, by=selin, at=now())
    actions.ask(case=case, text="Hangi ağaç?", by=selin, at=now())
    page = client.get(f"/t/{case.link_key}/").content.decode()
    assert page.index("Hangi ağaç?") < page.index("Siz yanıtlayana kadar bu süre durur")
    assert "beklemede" not in page
    assert "yanıt vereceğiz" not in page


def test_who_came_by_cimer_finds_their_number_and_its_date(client: Client) -> None:
    there = ExternalReference(
        number="2600123456", arrived_date=date(2026, 10, 30), due_date=date(2026, 11, 20)
    )
    case = bring("cimer", formal=FormalDetails(), external=there)
    page = client.get(f"/t/{case.link_key}/").content.decode()
    assert "2600123456" in page
    assert "CİMER yanıtımızı en geç 20 Kasım 2026 günü bekliyor." in page


def test_a_planted_session_sees_nothing(client: Client, case: Case) -> None:
    client.post("/apply/text/", {"text": "…"})
    planted = client.cookies["sessionid"].value
    ask(client, case.tracking_code, AYSE)
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert stranger.get("/track/timeline/").headers["Location"] == "/track/"


def test_the_old_address_of_the_timeline_leads_to_it(client: Client) -> None:
    page = client.get("/track/story/files/7/")
    assert (page.status_code, page.headers["Location"]) == (308, "/track/timeline/files/7/")
    assert client.post("/track/story/reply/").headers["Location"] == "/track/timeline/reply/"


def test_the_timeline_holds_nothing_internal_and_nobody_s_data(client: Client, case: Case) -> None:
    page = client.get(f"/t/{case.link_key}/").content.decode()
    for inside in ["Vatandaş çok kızgın", "Selin", "Elif", "Ayşe", "5320000101", "budandı, yol"]:
        assert inside not in page


def test_a_wrong_code_and_a_wrong_number_get_the_same_answer(client: Client, case: Case) -> None:
    stranger = ask(client, codes.new_code(), AYSE)
    wrong_number = ask(Client(), case.tracking_code, OTHER)
    words = "Bu kod ve bu numarayla bir başvuru bulamadık."
    assert words in stranger
    assert words in wrong_number
    assert client.get("/track/timeline/").headers["Location"] == "/track/"


def test_a_mistyped_code_is_told_at_once(client: Client, case: Case) -> None:
    wrong = str((int(case.tracking_code[0]) % 9) + 1) + case.tracking_code[1:]
    page = ask(client, wrong, AYSE)
    assert "Takip kodu doğru değil" in page
    assert f'value="{wrong}"' in page


def test_guessing_numbers_for_a_code_is_throttled(client: Client, case: Case) -> None:
    for number in range(10):
        ask(client, case.tracking_code, f"0532 000 02 {number:02}")
    page = ask(client, case.tracking_code, AYSE)
    assert "çok fazla deneme" in page
    assert client.get("/track/timeline/").status_code == 302


def test_guessing_codes_from_one_address_is_throttled(client: Client, case: Case) -> None:
    for _ in range(30):
        ask(client, codes.new_code(), AYSE)
    assert "çok sayıda kişi" in ask(client, case.tracking_code, AYSE)
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    assert "Başvurunuzun süreci" in ask(elsewhere, case.tracking_code, AYSE)


def test_the_link_of_a_message_opens_the_timeline(client: Client, case: Case) -> None:
    response = client.get(f"/t/{case.link_key}/")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert client.get("/t/another-link-key/").status_code == 404


def test_own_files_are_shown_by_the_same_right(
    client: Client, case: Case, photo_of: Attachment
) -> None:
    response = client.get(f"/t/{case.link_key}/files/{photo_of.pk}/")
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/track/timeline/files/{photo_of.pk}/").status_code == 404
    ask(client, case.tracking_code, AYSE)
    assert client.get(f"/track/timeline/files/{photo_of.pk}/").status_code == 200


def test_another_case_s_file_is_not_shown(client: Client, case: Case, photo_of: Attachment) -> None:
    other = stories.pruning(full_name="İbrahim Uğur")
    assert client.get(f"/t/{other.link_key}/files/{photo_of.pk}/").status_code == 404


def test_a_file_of_the_unit_is_not_shown(client: Client, case: Case, photo: MakePhoto) -> None:
    file = uploads.check(io.BytesIO(photo().read()))
    inside = actions.attach(
        case=case, file=file, from_citizen=False, by=cast.actor("selin"), at=cast.AT
    )
    assert client.get(f"/t/{case.link_key}/files/{inside.pk}/").status_code == 404


def test_the_timeline_costs_few_queries(
    client: Client, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(f"/t/{case.link_key}/")
    # the case with its names; the timeline with what its events point at; the question; whether it
    # is solved; who else reported it; files; receipt
    with django_assert_max_num_queries(16):
        client.get(f"/t/{case.link_key}/")
