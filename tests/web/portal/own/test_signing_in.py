"""Sign in with a telephone, without an account; nobody learns who is known by a number."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cases import stories
from tests.web.portal.applying import AYSE
from tests.web.portal.own.by_code import CODE, NUMBER, asks, code_of_last_sms, later, signs_in
from tests.web.portal.proving import work

from alo153.citizens.actions import ask_code
from alo153.city import numbers
from alo153.contacts.models import Message
from alo153.core import clock
from alo153.core.models import Event

STRANGER = "0532 999 00 00"


def test_the_code_of_an_sms_signs_in(client: Client) -> None:
    assert client.get("/mine/").headers["Location"] == NUMBER
    code = asks(client)
    page = client.get(CODE).content.decode()
    assert "05** *** ** 01" in page
    assert "no-store" in client.get(CODE).headers["Cache-Control"]
    answer = client.post(CODE, {"code": f" {code[:3]} {code[3:]} "})
    assert answer.headers["Location"] == "/mine/"
    assert client.get("/mine/").status_code == 200


def test_a_known_and_an_unknown_number_get_the_same_page_by_the_same_statements(
    client: Client,
) -> None:
    stories.pruning()
    seen = []
    for turn, phone in enumerate((STRANGER, AYSE, STRANGER)):  # the first one warms the process
        visitor = Client(REMOTE_ADDR=f"203.0.113.{turn}")  # what an address asked before, it knows
        with CaptureQueriesContext(
            connection,
        ) as asked:
            sent = visitor.post(NUMBER, {"phone": phone})
        shape = [re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in asked.captured_queries]
        seen.append((sent.status_code, sent.headers["Location"], shape))
    assert seen[1] == seen[2]
    assert Message.objects.filter(purpose="sign_in_code").count() == 3


def test_a_wrong_code_is_told_and_after_three_a_new_one_is_asked_for(client: Client) -> None:
    code = asks(client)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(3):
        answer = client.post(CODE, {"code": wrong})
        assert (answer.status_code, "Bu kod doğru değil" in answer.content.decode()) == (422, True)
    assert "artık geçerli değil" in client.post(CODE, {"code": code}).content.decode()
    assert client.get("/mine/").status_code == 302
    signs_in(client)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_can_be_no_code_is_no_try(client: Client, typed: str) -> None:
    code = asks(client)
    for _ in range(4):
        assert client.post(CODE, {"code": typed}).status_code == 422
    assert client.post(CODE, {"code": code}).status_code == 302


def test_a_code_opens_only_where_it_was_asked_for(client: Client) -> None:
    code = asks(client)
    elsewhere = Client()
    assert elsewhere.post(CODE, {"code": code}).headers["Location"] == NUMBER
    asks(elsewhere)
    assert elsewhere.post(CODE, {"code": code}).status_code == 422


def test_a_second_code_is_the_one_that_holds(client: Client) -> None:
    first, second = asks(client), asks(client)
    assert client.post(CODE, {"code": first}).status_code == 422
    assert client.post(CODE, {"code": second}).status_code == 302


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("", "Telefon numarasını yazın"),
        ("0262 318 10 00", "cep telefonu"),
        ("+1 212 555 0100", "Yalnızca ülkemizdeki"),
        ("0900 123 45 67", "Yalnızca ülkemizdeki"),
        ("153", "Numara çok kısa"),
    ],
)
def test_only_a_mobile_number_at_home_gets_a_code(client: Client, phone: str, words: str) -> None:
    answer = client.post(NUMBER, {"phone": phone})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Message.objects.exists()


def test_a_number_is_not_flooded_and_the_page_says_what_to_do(client: Client) -> None:
    for address in ("203.0.113.7", "203.0.113.7", "203.0.113.8"):
        assert Client(REMOTE_ADDR=address).post(NUMBER, {"phone": AYSE}).status_code == 302
    answer = client.post(NUMBER, {"phone": AYSE})
    assert answer.status_code == 429
    assert "Kısa sürede çok fazla kod istendi" in answer.content.decode()
    assert Message.objects.count() == 3


def test_strangers_who_use_up_the_codes_of_a_number_leave_its_owner_one_for_a_proof(
    client: Client,
) -> None:
    for address in range(5):
        Client(REMOTE_ADDR=f"203.0.113.{address}").post(NUMBER, {"phone": AYSE})
    answer = client.post(NUMBER, {"phone": AYSE})
    assert answer.status_code == 429
    assert "yine de bir kod gönderebiliriz" in answer.content.decode()
    work(client)
    asks(client)
    assert Message.objects.count() == 4


def test_whoever_uses_up_the_codes_of_a_number_closes_no_other_way(client: Client) -> None:
    case = stories.pruning()
    for address in range(5):
        Client(REMOTE_ADDR=f"203.0.113.{address}").post(NUMBER, {"phone": AYSE})
    answer = client.post(NUMBER, {"phone": AYSE})
    assert answer.status_code == 429
    words = answer.content.decode()
    assert "60 dakika sonra yeniden deneyin" in words
    assert 'href="/track/">Takip kodunuz varsa' in words
    code = {"code": case.tracking_code, "phone": AYSE}
    assert "Başvurunuzun süreci" in client.post("/track/", code, follow=True).content.decode()
    assert client.get(reverse("portal:link", args=[case.link_key])).status_code == 200


def test_a_number_that_got_all_codes_of_a_day_reads_after_how_many_hours(client: Client) -> None:
    for hours in (20, 18, 16, 14, 12, 10, 8, 6):
        ask_code(phone=numbers.parse(AYSE).value, at=clock.now() - timedelta(hours=hours))
    assert "4 saat sonra yeniden deneyin" in client.post(NUMBER, {"phone": AYSE}).content.decode()


def test_an_address_that_asked_for_a_number_twice_reads_when_it_may_again(client: Client) -> None:
    asks(client)
    asks(client)
    assert "60 dakika sonra" in client.post(NUMBER, {"phone": AYSE}).content.decode()


def test_a_stranger_does_not_use_up_the_codes_of_a_number(client: Client) -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.7")
    answers = [stranger.post(NUMBER, {"phone": AYSE}).status_code for _ in range(4)]
    assert answers == [302, 302, 429, 429]
    asks(client)


def test_one_address_asks_for_many_numbers_only_after_a_proof(client: Client) -> None:
    for number in range(20):
        asks(Client(), f"0532 000 02 {number:02}")
    answer = client.post(NUMBER, {"phone": AYSE})
    assert answer.status_code == 429
    assert "çok sayıda kişi" in answer.content.decode()
    work(client)
    asks(client)


def test_a_planted_session_sees_nothing(client: Client) -> None:
    code = asks(client)
    planted = client.cookies["sessionid"].value
    client.post(CODE, {"code": code})
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert stranger.get("/mine/").headers["Location"] == NUMBER


def test_signing_out_leaves_nothing_in_the_browser(client: Client) -> None:
    signs_in(client)
    kept = client.cookies["sessionid"].value
    answer = client.post("/mine/sign-out/", follow=True)
    assert "Çıkış yaptınız." in answer.content.decode()
    assert client.get("/mine/").headers["Location"] == NUMBER
    assert client.get(CODE).headers["Location"] == NUMBER
    again = Client()
    again.cookies["sessionid"] = kept
    assert again.get("/mine/").headers["Location"] == NUMBER
    assert client.get("/mine/sign-out/").status_code == 405


def sees_cases(client: Client) -> None:
    """Have looked up one application by its code, and sent another."""
    session = client.session
    session["tracked"], session["sent"] = "a link", ["another link", True]
    session.save()


def test_signing_out_leaves_no_application_and_no_photo_behind(
    client: Client, photo: Callable[[], SimpleUploadedFile]
) -> None:
    signs_in(client)
    client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    staged = f"staging/{client.session['application']['key']}"
    sees_cases(client)
    assert default_storage.exists(staged)
    client.post("/mine/sign-out/")
    assert not {"tracked", "sent", "application"} & set(client.session.keys())
    assert not default_storage.exists(staged)


def test_a_visit_that_ends_by_itself_takes_along_what_was_tracked_and_sent(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs_in(client)
    sees_cases(client)
    later(monkeypatch, minutes=16)
    client.get("/mine/")
    assert not {"tracked", "sent"} & set(client.session.keys())


def test_it_ends_by_itself(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    signs_in(client)
    later(monkeypatch, minutes=14)
    assert client.get("/mine/").status_code == 200
    later(monkeypatch, minutes=14)
    assert client.get("/mine/").headers["Refresh"].startswith("901; url=/mine/")
    assert client.get("/mine/messages/").headers["Refresh"] == "901; url=/mine/messages/?by-itself"
    later(monkeypatch, minutes=16)
    assert client.get("/mine/").headers["Location"] == NUMBER


def test_it_ends_after_two_hours_whatever_is_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs_in(client)
    for _ in range(8):
        later(monkeypatch, minutes=14)
        assert client.get("/mine/").status_code == 200
    later(monkeypatch, minutes=14)
    assert client.get("/mine/").headers["Location"] == NUMBER


def test_no_log_and_no_event_holds_the_number_or_the_code(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        signs_in(client)
        client.get("/mine/")
    # Statements are logged only where a developer asks for them
    said = "\n".join(
        each.getMessage() for each in caplog.records if each.name != "django.db.backends"
    )
    written = f"{said} {list(Event.objects.values_list('data', flat=True))}"
    assert "5320000101" not in written.replace(" ", "")
    assert code_of_last_sms() not in written
