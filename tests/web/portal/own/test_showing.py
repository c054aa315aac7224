"""All applications of whoever signed in, and what each lets its citizen do."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.cases.life.confirmations import closed
from tests.web.portal.own.by_code import signs_in

from alo153.cases import actions
from alo153.cases.models import Case, Closing, Question
from alo153.cases.rules import codes
from alo153.citizens.actions import recognize
from alo153.citizens.channel import Channel
from alo153.contacts.about import About
from alo153.contacts.actions import send
from alo153.contacts.queries import about
from alo153.core.actor import CITIZEN
from alo153.core.clock import now
from alo153.core.files import uploads

pytestmark = pytest.mark.usefixtures("kocaeli")


@pytest.fixture
def ayse(client: Client) -> Client:
    signs_in(client)
    return client


def asked() -> Case:
    """Let the unit ask Ayşe something."""
    case, selin = stories.pruning(), cast.staff("selin")
    actions.accept(case=case, by=selin, at=now())
    actions.ask(case=case, text="Hangi pencere?", by=selin, at=now())
    return case


def test_what_waits_for_the_citizen_stands_before_the_others(ayse: Client) -> None:
    case = asked()
    stories.pruning()
    page = ayse.get("/mine/").content.decode()
    waiting, others = page.split("Diğerleri")
    assert "Sizi bekleyenler" in waiting
    assert "Hangi pencere?" in waiting
    assert f"/mine/{case.pk}/" in waiting
    assert "Şu birime ilettik" in others


def test_somebody_without_applications_is_told_so_and_led_on(ayse: Client) -> None:
    page = ayse.get("/mine/").content.decode()
    assert "gösterebileceğimiz bir başvuru yok" in page
    assert "/apply/" in page
    assert "/track/" in page


def test_an_application_opens_with_its_timeline_and_leads_back(ayse: Client) -> None:
    case = stories.relaying()
    page = ayse.get(f"/mine/{case.pk}/")
    assert "Ağacın dallarını budadık" in page.content.decode()
    assert 'href="/mine/"' in page.content.decode()
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Refresh"] == f"901; url=/mine/{case.pk}/?by-itself"


def test_a_page_on_which_something_is_typed_does_not_go_by_itself(ayse: Client) -> None:
    assert "Refresh" not in ayse.get(f"/mine/{asked().pk}/").headers


def test_a_question_is_answered_there(ayse: Client) -> None:
    case = asked()
    answer = ayse.post(f"/mine/{case.pk}/reply/", {"text": "Mutfak penceresi."})
    assert answer.headers["Location"] == f"/mine/{case.pk}/"
    assert Question.objects.get().reply == "Mutfak penceresi."
    assert ayse.post(f"/mine/{case.pk}/reply/", {"text": ""}).status_code == 422


def test_somebody_says_there_that_it_is_not_solved(ayse: Client) -> None:
    case = closed()
    assert "Çözüldü mü? Bize söyleyin." in ayse.get("/mine/").content.decode()
    said = {"solved": "no", "words": "Dallar duruyor."}
    answer = ayse.post(f"/mine/{case.pk}/confirmation/", said)
    assert answer.headers["Location"] == f"/mine/{case.pk}/"
    assert Closing.objects.get().confirmation == "not_solved"
    assert "Başka bir arkadaşımız" in ayse.get("/mine/").content.decode()


def test_own_files_are_shown(ayse: Client, photo: Callable[[], SimpleUploadedFile]) -> None:
    case = stories.pruning()
    file = uploads.check(io.BytesIO(photo().read()))
    kept = actions.attach(case=case, file=file, from_citizen=True, by=CITIZEN, at=now())
    shown = ayse.get(f"/mine/{case.pk}/files/{kept.pk}/")
    assert shown.headers["Content-Type"] == "image/jpeg"
    others = stories.pruning(full_name="İbrahim Uğur")
    assert ayse.get(f"/mine/{others.pk}/files/{kept.pk}/").status_code == 404


def test_the_scan_of_a_signed_petition_is_shown_to_nobody_on_the_web(
    ayse: Client, photo: Callable[[], SimpleUploadedFile]
) -> None:
    case = stories.pruning()
    file = uploads.check(io.BytesIO(photo().read()))
    elif_ = cast.actor("elif")
    paper = actions.attach(
        case=case, file=file, from_citizen=False, is_petition=True, by=elif_, at=now()
    )
    page = ayse.get(f"/mine/{case.pk}/")
    assert page.status_code == 200
    assert f"/files/{paper.pk}/" not in page.content.decode()
    assert ayse.get(f"/mine/{case.pk}/files/{paper.pk}/").status_code == 404


@pytest.mark.parametrize("way", ["", "reply/", "confirmation/", "files/1/"])
def test_somebody_else_s_application_is_not_there_and_nobody_unknown_sees_any(
    ayse: Client, way: str
) -> None:
    foreign = stories.pruning(full_name="İbrahim Uğur")
    secret = confidential.opened()
    method = ayse.post if way in {"reply/", "confirmation/"} else ayse.get
    for pk in (foreign.pk, secret.pk, 10**9):
        assert method(f"/mine/{pk}/{way}", {"text": "x", "solved": "yes"}).status_code == 404
    nobody = Client()
    method = nobody.post if way in {"reply/", "confirmation/"} else nobody.get
    answer = method(f"/mine/{foreign.pk}/{way}", {"text": "x", "solved": "yes"})
    assert answer.headers["Location"] == "/mine/sign-in/"


def test_a_confidential_application_is_neither_listed_nor_counted(client: Client) -> None:
    secret = confidential.opened()
    signs_in(client, confidential.PHONE)
    page = client.get("/mine/").content.decode()
    assert "gösterebileceğimiz bir başvuru yok" in page
    assert codes.display(secret.tracking_code) not in page
    assert not any(word in page.lower() for word in confidential.WORDS)


def test_a_household_sees_what_goes_to_its_telephone(ayse: Client) -> None:
    for wish in (Channel.SMS, Channel.PHONE):
        stories.pruning(wish=wish)
    assert ayse.get("/mine/").content.decode().count("Şu birime ilettik") == 2
    recognize(phone=cast.phone_of("Ayşe Işık"), full_name="Ali Işık", by=CITIZEN, at=now())
    assert ayse.get("/mine/").content.decode().count("Şu birime ilettik") == 1


def test_the_list_costs_the_same_for_one_and_for_many(
    ayse: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        stories.pruning()
        ayse.get("/mine/")
        # the session read and kept; whose the number is, cases, questions, closings
        if number in {0, 3}:
            with django_assert_num_queries(11):
                ayse.get("/mine/")


def test_every_message_stands_on_one_page_with_its_application(ayse: Client) -> None:
    case = stories.pruning()
    receipt = about(About.row(case)).get(purpose="receipt")
    send(message_id=receipt.pk, now=now)
    page = ayse.get("/mine/messages/").content.decode()
    assert "Biz yazdık (SMS)" in page
    assert "Başvurunuzu aldık" in page
    assert f"/mine/{case.pk}/" in page
    assert Client().get("/mine/messages/").headers["Location"] == "/mine/sign-in/"


def test_what_is_written_while_the_visit_ends_is_kept_until_it_is_sent(
    ayse: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = asked()
    at = now() + timedelta(minutes=16)
    monkeypatch.setattr("alo153.core.clock.now", lambda: at)
    reply = {"text": "Mutfak penceresi."}
    assert ayse.post(f"/mine/{case.pk}/reply/", reply).headers["Location"] == "/mine/sign-in/"
    assert "Mutfak" not in ayse.get("/mine/sign-in/").content.decode()
    signs_in(ayse)
    assert "Mutfak penceresi." in ayse.get(f"/mine/{case.pk}/").content.decode()
    ayse.post(f"/mine/{case.pk}/reply/", reply)
    assert Question.objects.get().reply == "Mutfak penceresi."
    assert "unsent" not in ayse.session
