"""At the desk somebody writes first, from a citizen's page or that of an application."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.letters import AYSE, LETTER, taken_in
from tests.contacts.way import open_case

from alo153.cases.models import Case, CaseConversation
from alo153.citizens.actions import recognize, verify_identity
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog, Citizen
from alo153.contacts.actions import opt_out, send
from alo153.contacts.models import Conversation, Message
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
PHONE = "+905320000101"
BY_MAIL, BY_SMS = f"email:{AYSE}", f"sms:{PHONE}"
TYPED = {"by": BY_MAIL, "subject": "Durak", "text": "Durağınız taşındı."}


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


def address(case: Case, *, about: bool = True, verb: str = "") -> str:
    assert case.reporter
    behind = f"?case={case.tracking_code}" if about else ""
    return f"/center/citizens/{case.reporter.pk}/write/{verb}{behind}"


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def first() -> list[Message]:
    return list(Message.objects.filter(purpose="first"))


def test_from_the_page_of_an_application_it_is_about_that(elif_: Client, settings: Any) -> None:
    settings.SEND_DELAY_SECONDS = 10
    case = open_case(Channel.SMS)
    assert address(case) in words(elif_.get(f"/center/cases/{case.tracking_code}/"))
    asked = words(elif_.get(address(case)))
    assert case.tracking_code in asked
    assert "en çok 6 SMS, dosya gitmez" in asked
    sent = elif_.post(address(case), TYPED)
    [message] = first()
    assert sent.url == f"/center/conversations/{message.conversation_id}/"
    assert (message.subject, message.to, message.state) == ("Durak", AYSE, "queued")
    assert CaseConversation.objects.get().case == case
    shown = words(elif_.get(sent.url))
    assert "Birazdan gidecek" in shown
    assert "Geri al" in shown
    assert sent.url in words(elif_.get(f"/center/cases/{case.tracking_code}/"))


def test_from_the_page_of_a_citizen_it_is_about_nothing_yet(elif_: Client) -> None:
    case = open_case(Channel.SMS)
    assert case.reporter
    page = words(elif_.get(f"/center/citizens/{case.reporter.pk}/messages/"))
    assert address(case, about=False) in page
    elif_.post(address(case, about=False), TYPED | {"by": BY_SMS})
    assert [(each.channel, each.to) for each in first()] == [("sms", PHONE)]
    assert not CaseConversation.objects.exists()


def test_what_is_wrong_names_its_field_and_nothing_is_begun(elif_: Client) -> None:
    case = open_case(Channel.SMS)
    for typed, said in (
        ({"text": " "}, "Vatandaşın okuyacağı yanıtı yazın."),
        ({"by": ""}, "Hangi yolla gideceğini seçin."),
        ({"by": "email:mehmet@example.org"}, "Bu yolla şu anda yazılamıyor."),
        ({"by": BY_SMS, "text": "ş" * 2000}, "SMS için uzun."),
        ({"text": "Kod: {code}"}, "{code}"),
    ):
        refused = elif_.post(address(case), TYPED | typed)
        assert refused.status_code == 422
        assert said in words(refused)
        assert 'value="Durak"' in words(refused)
    assert not Conversation.objects.exists()


def test_who_wants_none_is_not_written_to(elif_: Client) -> None:
    case = open_case(Channel.SMS)
    opt_out(channel=Channel.SMS, to=PHONE, by=SYSTEM, at=cast.AT)
    refused = elif_.post(address(case), TYPED | {"by": BY_SMS})
    assert "SMS ile mesaj almak istemiyor" in words(refused)
    assert "Durağınız taşındı.</textarea>" in words(refused)
    assert not Conversation.objects.exists()


def test_the_exact_words_are_shown_and_when_they_leave(
    elif_: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, here = open_case(Channel.SMS), cast.city()
    shown = words(elif_.post(address(case, verb="preview/"), TYPED))
    assert "<strong>Durak</strong>" in shown
    assert "sessiz saatler" not in shown
    here.quiet_hours = {"begins": "00:00", "ends": "23:59"}
    here.save(update_fields=["quiet_hours"])
    forget_cached()
    monkeypatch.setattr(clock, "now", lambda: cast.AT)
    assert "sessiz saatler" in words(elif_.post(address(case, verb="preview/"), TYPED))


def test_what_waits_for_the_morning_says_so_and_another_answer_is_written_beside_it(
    elif_: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, here = open_case(Channel.SMS), cast.city()
    here.quiet_hours = {"begins": "00:00", "ends": "23:59"}
    here.save(update_fields=["quiet_hours"])
    forget_cached()
    monkeypatch.setattr(clock, "now", lambda: cast.AT)
    sent = elif_.post(address(case), TYPED)
    [message] = first()
    send(message_id=message.pk, now=clock.now)
    shown = words(elif_.get(sent.url))
    assert "Birazdan gidecek" not in shown
    assert "bugün 23:59 gidecek:" in shown
    assert f"{message.pk}/take-back/" in shown or "Geri al" in shown
    assert 'id="reply-send"' in shown


def test_the_way_out_that_leaves_below_a_first_letter_is_shown(elif_: Client) -> None:
    case = open_case(Channel.SMS)
    shown = words(elif_.post(address(case, verb="preview/"), TYPED))
    assert "Siz yazmadan size e-posta göndermemizi istemiyor musunuz?" in shown
    assert "/unsubscribe/…/" in shown
    by_sms = words(elif_.post(address(case, verb="preview/"), TYPED | {"by": BY_SMS}))
    assert "/unsubscribe/" not in by_sms
    sent = elif_.post(address(case), TYPED)
    again = words(elif_.post(f"{sent.url}preview/", {"text": "Bir de şu."}))
    assert "/unsubscribe/…/" in again
    _, theirs = taken_in(LETTER)
    answer = words(elif_.post(f"/center/conversations/{theirs.pk}/preview/", {"text": "Geldik."}))
    assert "Geldik." in answer
    assert "/unsubscribe/" not in answer


def test_a_second_press_sends_no_second_message(elif_: Client) -> None:
    case = open_case(Channel.SMS)
    page = words(elif_.get(address(case)))
    [key] = re.findall(r'name="key" value="([0-9a-f-]{36})"', page)
    typed = TYPED | {"key": key}
    refused = words(elif_.post(address(case), typed | {"text": " "}))
    assert f'value="{key}"' in refused
    pressed = [elif_.post(address(case), typed) for _ in range(2)]
    assert pressed[0].url == pressed[1].url
    assert pressed[1].status_code == 302
    assert len(first()) == 1
    assert CaseConversation.objects.count() == 1
    # Whoever goes back and writes something else has lost nothing
    other = elif_.post(address(case), typed | {"text": "Durağınız yarın taşınıyor."})
    assert other.url != pressed[0].url
    assert len(first()) == 2


def test_a_confidential_application_is_not_there_for_who_may_not_read_it(elif_: Client) -> None:
    case = confidential.opened()
    assert elif_.get(address(case)).status_code == 404
    assert elif_.post(address(case), TYPED).status_code == 404
    assert not Conversation.objects.exists()


def test_an_application_of_somebody_else_is_not_there(elif_: Client) -> None:
    case = open_case(Channel.SMS)
    other = recognize(phone="+905320000202", full_name="Mehmet", by=SYSTEM, at=cast.AT)
    path = f"/center/citizens/{other.pk}/write/?case={case.tracking_code}"
    assert elif_.get(path).status_code == 404


@pytest.mark.parametrize("name", ["selin", "okan"])
def test_a_unit_writes_to_nobody_from_here(name: str) -> None:
    case = open_case(Channel.SMS)
    unit = Client()
    unit.force_login(cast.staff(name))
    assert unit.get(address(case)).status_code == 403
    assert unit.post(address(case), TYPED).status_code == 403
    assert not Conversation.objects.exists()


def test_the_look_is_written_down(elif_: Client) -> None:
    case = open_case(Channel.SMS)
    elif_.get(address(case, about=False))
    assert AccessLog.objects.filter(citizen=case.reporter, what="write").count() == 1


def test_what_is_typed_after_it_is_no_further_look(elif_: Client) -> None:
    case = open_case(Channel.SMS)
    elif_.get(address(case))
    before = AccessLog.objects.count()
    for _ in range(2):
        assert elif_.post(address(case, verb="preview/"), TYPED).status_code == 200
    assert AccessLog.objects.count() == before
    hidden = confidential.opened()
    assert elif_.post(address(hidden, verb="preview/"), TYPED).status_code == 404


def test_the_page_of_a_letter_offers_the_verified_ways_of_who_is_known(elif_: Client) -> None:
    open_case(Channel.SMS)
    for kind, value in ((Channel.EMAIL, AYSE), (Channel.PHONE, PHONE)):
        verify_identity(kind=kind, value=value, by=SYSTEM, at=cast.AT)
    assert Citizen.objects.count() == 1
    _, talk = taken_in(LETTER)
    shown = words(elif_.get(f"/center/conversations/{talk.pk}/"))
    assert "SMS: 0532 000 01 01 (en çok 6 SMS, dosya gitmez)" in shown
    posted = {"text": "Ekip yolda.", "by": "sms"}
    elif_.post(f"/center/conversations/{talk.pk}/reply/", posted)
    assert Message.objects.get(purpose="reply").channel == "sms"
