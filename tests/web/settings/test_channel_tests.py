"""An administrator tries SMS and e-mail: to whom, taken back, what the provider says."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from pytest_django import Settings
from tests import cast
from tests.contacts.outside import Outside
from tests.parts.roles import Role

from alo153.channels.adapters.failover import Failover
from alo153.channels.contract import (
    Letter,
    NotSent,
    PermanentFailure,
    Sent,
    TemporaryFailure,
    Unclear,
)
from alo153.contacts import actions
from alo153.contacts.actions import sending
from alo153.contacts.models import Message
from alo153.core import clock
from alo153.core.events import history
from alo153.core.models import Event
from alo153.launch.programs.processes import free_port

pytestmark = pytest.mark.django_db
PAGE = "/settings/channels/"
SEVERAL = ("netgsm", "verimor", "iletimerkezi")
PHONE = "0532 000 07 07"
NUMBER = "+905320000707"


@pytest.fixture
def yasin(client: Client) -> Client:
    client.force_login(cast.staff("yasin"))
    return client


def try_sms(client: Client, to: str = PHONE) -> Message:
    answer = client.post(f"{PAGE}sms/test/", {"sms-to": to})
    assert answer.status_code == 302
    message = Message.objects.get(purpose="channel_test")
    assert answer["Location"] == address(message)
    return message


def address(message: Message) -> str:
    return f"{PAGE}tests/{message.pk}/"


def leaves(message: Message, monkeypatch: pytest.MonkeyPatch, *said: Sent | NotSent) -> None:
    if said:
        monkeypatch.setattr(sending, "adapter_for", lambda _: Outside(*said))
    actions.send(message_id=message.pk, now=clock.now)


def test_the_receiver_is_shown_and_it_can_be_taken_back(yasin: Client, settings: Settings) -> None:
    settings.SEND_DELAY_SECONDS = 10
    message = try_sms(yasin)
    assert message.to == NUMBER
    assert message.due_at - message.created_at == timedelta(seconds=10)
    page = yasin.get(address(message)).content.decode()
    assert "0532 000 07 07" in page
    assert "Deneme mesajı: Kocaeli 153." in page
    assert yasin.post(f"{address(message)}take-back/").status_code == 302
    assert not Message.objects.exists()


def test_what_has_left_cannot_be_taken_back(yasin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    message = try_sms(yasin)
    leaves(message, monkeypatch)
    answer = yasin.post(f"{address(message)}take-back/", follow=True)
    page = answer.content.decode()
    assert "Geç kaldınız: gönderildi." in page
    assert "mailbox aldı" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (TemporaryFailure("sms not reachable"), "Sağlayıcıya ulaşılamıyor"),
        (PermanentFailure("smtp 535", of_account=True), "adımızı veya parolamızı kabul etmiyor"),
        (PermanentFailure("sms 30", of_account=True), "adımızı veya parolamızı kabul etmiyor"),
        (PermanentFailure("smpp bind 0x0e", of_account=True), "parolamızı kabul etmiyor"),
        (PermanentFailure("smtp 550", wrong_address=True), "bu alıcıyı veya gönderen adımızı"),
        (PermanentFailure("sms landline", wrong_address=True), "SMS göndermiyoruz"),
        (Unclear("smpp line lost"), "gitmiş olabilir"),
        (Unclear("unexpected"), "gitmiş olabilir"),
        (Unclear("sms code 99"), "gitmiş olabilir"),
        (Unclear("sms http 500"), "gitmiş olabilir"),
        (PermanentFailure("sms 40"), "Sağlayıcı kabul etmiyor"),
    ],
)
def test_the_answer_is_said_in_plain_words_after_one_try(
    yasin: Client, monkeypatch: pytest.MonkeyPatch, said: NotSent, words: str
) -> None:
    message = try_sms(yasin)
    leaves(message, monkeypatch, said)
    page = yasin.get(address(message)).content.decode()
    assert words in page
    assert f"<code>{said.code}</code>" in page
    assert page.count("Sağlayıcı kabul etmiyor") == (said.code == "sms 40")


class Taker:
    """A provider that takes every letter, and says its own name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def send(self, letter: Letter) -> Sent:
        return Sent(f"{self.name}:{letter.id}")


def test_of_several_providers_the_one_that_took_it_is_named(
    yasin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Netgsm refuses our password, and Verimor sends: Netgsm is not set rightly."""
    refusing = Outside(PermanentFailure("sms 30", of_account=True))
    several = Failover([refusing, Taker("verimor")])
    with override_settings(SMS_URL=" ".join(f"{each}+https://u:p@a.example" for each in SEVERAL)):
        assert "ondan sonraki sağlayıcılar sınanmaz" in yasin.get(PAGE).content.decode()
        message = try_sms(yasin)
        monkeypatch.setattr(sending, "adapter_for", lambda _: several)
        leaves(message, monkeypatch)
        page = yasin.get(address(message)).content.decode()
    assert "verimor aldı: 0532 000 07 07" in page
    assert "Önce denendi, mesajı almadı: netgsm." in page
    assert "Sınanmadı: iletimerkezi." in page


def test_two_accounts_at_one_company_are_not_told_apart(
    yasin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with override_settings(SMS_URL="verimor+https://u:p@a.example verimor+https://u:p@b.example"):
        message = try_sms(yasin)
        monkeypatch.setattr(sending, "adapter_for", lambda _: Taker("verimor"))
        leaves(message, monkeypatch)
        page = yasin.get(address(message)).content.decode()
    assert "verimor aldı" in page
    assert "Önce denendi" not in page
    assert "Sınanmadı" not in page


def test_no_event_has_the_number(yasin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    message = try_sms(yasin)
    leaves(message, monkeypatch)
    assert [each.name for each in history(message)] == ["message.sent"]
    assert not any("532" in str(each.data) for each in Event.objects.all())


def test_an_e_mail_goes_to_an_e_mail_address(yasin: Client) -> None:
    refused = yasin.post(f"{PAGE}email/test/", {"email-to": PHONE})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "e-posta adresine gider" in page
    assert f'value="{PHONE}"' in page
    sent = yasin.post(f"{PAGE}email/test/", {"email-to": "yasin@example.org"})
    assert sent.status_code == 302
    message = Message.objects.get()
    assert (message.channel, message.subject) == ("email", "Deneme mesajı: Kocaeli")


def test_an_address_in_capitals_is_found_by_its_erasure(yasin: Client) -> None:
    yasin.post(f"{PAGE}email/test/", {"email-to": "Yasin@Example.ORG"})
    erased = actions.erase_messages(about=(), values=["yasin@example.org"], word="silindi")
    assert erased == 1
    assert Message.objects.get().to == ""


@pytest.mark.parametrize("typed", ["", "beş", "+442071838750", "0262 111 22 33"])
def test_what_reaches_nobody_is_refused(yasin: Client, typed: str) -> None:
    assert yasin.post(f"{PAGE}sms/test/", {"sms-to": typed}).status_code == 422
    assert not Message.objects.exists()


def test_an_hour_has_ten_tests(yasin: Client) -> None:
    for last in range(10):
        to = f"0532 000 10 {last:02}"
        assert yasin.post(f"{PAGE}sms/test/", {"sms-to": to}).status_code == 302
    refused = yasin.post(f"{PAGE}sms/test/", {"sms-to": PHONE})
    assert refused.status_code == 422
    assert "Bu saat için yeterli deneme yapıldı" in refused.content.decode()


def test_a_recipient_of_many_messages_gets_no_more(yasin: Client) -> None:
    for _ in range(5):
        assert yasin.post(f"{PAGE}sms/test/", {"sms-to": PHONE}).status_code == 302
    refused = yasin.post(f"{PAGE}sms/test/", {"sms-to": PHONE})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Bu alıcı alabileceği kadar mesaj aldı" in page
    assert "Bu saat için yeterli" not in page


def test_taking_back_twice_says_that_it_is_taken_back(yasin: Client, settings: Settings) -> None:
    settings.SEND_DELAY_SECONDS = 10
    message = try_sms(yasin)
    for words in ("Geri alındı; gönderilmedi", "Zaten geri alındı; gönderilmedi"):
        answer = yasin.post(f"{address(message)}take-back/", follow=True)
        assert answer.redirect_chain == [(PAGE, 302)]
        assert words in answer.content.decode()


def test_nobody_hears_that_somebody_else_took_a_test_back(
    yasin: Client, client: Client, settings: Settings
) -> None:
    settings.SEND_DELAY_SECONDS = 10
    message = try_sms(yasin)
    yasin.post(f"{address(message)}take-back/")
    client.force_login(cast.with_roles("murat", Role.ADMINISTRATOR))
    assert client.post(f"{address(message)}take-back/").status_code == 404


def test_a_connection_is_checked_without_sending(yasin: Client) -> None:
    gone = f"smpp://u:p@127.0.0.1:{free_port()}?sender=KOCAELI"
    with override_settings(SMS_URL=gone):
        page = yasin.post(f"{PAGE}sms/check/", {"sms-to": PHONE}).content.decode()
    assert f'value="{PHONE}"' in page, "what was typed is there to be sent to"
    assert "smpp: erişilemiyor" in page
    assert "u:p" not in page
    assert not Message.objects.exists()


def test_nobody_sees_the_test_of_somebody_else(yasin: Client, client: Client) -> None:
    message = try_sms(yasin)
    client.force_login(cast.with_roles("murat", Role.ADMINISTRATOR))
    assert client.get(address(message)).status_code == 404
    assert client.post(f"{address(message)}take-back/").status_code == 404


def test_only_channels_of_our_own_are_tried(yasin: Client) -> None:
    for channel in ("telegram", "chat", "pigeon"):
        assert yasin.post(f"{PAGE}{channel}/test/", {"to": PHONE}).status_code == 404
        assert yasin.post(f"{PAGE}{channel}/check/").status_code == 404
