"""Each way out keeps the one contract, against real servers that stand in for the outside."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import override_settings
from tests.channels.stand_ins import (
    PASSWORD,
    SENDER,
    USER,
    MailServer,
    SmsProvider,
    mail_server,
    sms_provider,
)

from alo153.channels.contract import Letter, NotSent, PermanentFailure, TemporaryFailure, Unclear
from alo153.channels.email.adapter import EmailAdapter
from alo153.channels.mailbox.adapter import MailboxAdapter
from alo153.channels.models import CapturedMessage
from alo153.channels.sms.netgsm import NetgsmAdapter, number_of
from alo153.config import environment
from alo153.config.providers import mailers
from alo153.launch.programs.processes import free_port

LETTER_ID = UUID("5f0c3a52-7a3b-4f0e-9a2a-0d2c1b4e5f60")


def letter(to: str) -> Letter:
    return Letter(id=LETTER_ID, to=to, subject="Başvurunuz sonuçlandı", body="Işık yandı ’bugün’.")


def netgsm(url: str, **changes: str | bool) -> NetgsmAdapter:
    facts = {"url": url, "user": USER, "password": PASSWORD, "sender": SENDER}
    return NetgsmAdapter(**(facts | changes))  # type: ignore[arg-type]


class TestSms:
    @pytest.fixture
    def provider(self) -> Iterator[tuple[SmsProvider, str]]:
        with sms_provider() as running:
            yield running

    def test_the_order_is_in_the_providers_shape(self, provider: tuple[SmsProvider, str]) -> None:
        stand_in, url = provider
        assert netgsm(url).send(letter("+905320000101")).reference.startswith("1737")
        assert stand_in.taken == [
            {
                "msgheader": SENDER,
                "messages": [{"msg": "Işık yandı 'bugün'.", "no": "5320000101"}],
                "encoding": "tr",
                "iysfilter": "0",
            }
        ]

    def test_without_the_turkish_table_letters_are_folded(
        self, provider: tuple[SmsProvider, str]
    ) -> None:
        stand_in, url = provider
        netgsm(url, fold=True).send(letter("+4915112345678"))
        (order,) = stand_in.taken
        assert order["messages"] == [{"msg": "Isik yandi 'bugün'.", "no": "004915112345678"}]
        assert "encoding" not in order

    @pytest.mark.parametrize(
        ("mood", "expected"),
        [
            ("80", TemporaryFailure),
            ("85", TemporaryFailure),
            ("20", PermanentFailure),
            ("50", PermanentFailure),
            ("70", PermanentFailure),
            ("999", Unclear),
            (429, TemporaryFailure),
            (403, PermanentFailure),
            (502, Unclear),
            ("cut", Unclear),
        ],
    )
    def test_refusals_have_their_kind(
        self, provider: tuple[SmsProvider, str], mood: str | int, expected: type[NotSent]
    ) -> None:
        stand_in, url = provider
        stand_in.moods = [mood]
        with pytest.raises(expected):
            netgsm(url).send(letter("+905320000101"))
        assert stand_in.taken == []

    def test_a_wrong_password_is_said_at_once(self, provider: tuple[SmsProvider, str]) -> None:
        with pytest.raises(PermanentFailure, match="sms 30"):
            netgsm(provider[1], password="wrong").send(letter("+905320000101"))

    def test_nobody_there_may_be_tried_again(self) -> None:
        with pytest.raises(TemporaryFailure):
            netgsm(f"http://127.0.0.1:{free_port()}/").send(letter("+905320000101"))

    @pytest.mark.parametrize("phone", ["+902623181000", "153"])
    def test_numbers_that_take_no_sms_are_wrong_numbers(self, phone: str) -> None:
        with pytest.raises(PermanentFailure) as refusal:
            number_of(phone)
        assert refusal.value.wrong_address


class TestEmail:
    @pytest.fixture
    def server(self) -> Iterator[MailServer]:
        with (
            mail_server() as (box, url),
            override_settings(MAILERS={"default": mailers.from_url(url)}),
        ):
            yield box

    adapter = EmailAdapter(sender="Kocaeli 153 <153@kocaeli.example>")

    def test_the_letter_arrives_as_written(self, server: MailServer) -> None:
        sent = self.adapter.send(letter("mehmet@example.org"))
        (mail,) = server.taken
        assert sent.reference == mail["Message-ID"] == f"<{LETTER_ID}@kocaeli.example>"
        assert mail["To"] == "mehmet@example.org"
        assert mail["From"] == "Kocaeli 153 <153@kocaeli.example>"
        assert mail["Subject"] == "Başvurunuz sonuçlandı"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail.get_content().strip() == "Işık yandı ’bugün’."

    def test_an_address_of_two_lines_is_written_to_by_nobody(self, server: MailServer) -> None:
        with pytest.raises(PermanentFailure):
            self.adapter.send(letter("mehmet@example.org\nBcc: b@example.org"))
        assert server.taken == []

    @pytest.mark.parametrize(
        ("answer", "expected", "wrong_address"),
        [
            ("550 no such box", PermanentFailure, True),
            ("554 refused", PermanentFailure, False),
            ("450 try later", TemporaryFailure, False),
        ],
    )
    def test_refused_recipients(
        self, server: MailServer, answer: str, expected: type[NotSent], wrong_address: bool
    ) -> None:
        server.recipient_answer = answer
        with pytest.raises(expected) as refusal:
            self.adapter.send(letter("nobody@example.org"))
        assert getattr(refusal.value, "wrong_address", False) is wrong_address
        assert "nobody" not in str(refusal.value)

    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            ("451 try later", TemporaryFailure),
            ("554 spam", PermanentFailure),
            ("cut", Unclear),
        ],
    )
    def test_refused_words(self, server: MailServer, answer: str, expected: type[NotSent]) -> None:
        server.data_answer = answer
        with pytest.raises(expected):
            self.adapter.send(letter("mehmet@example.org"))

    def test_nobody_there_may_be_tried_again(self) -> None:
        nobody = mailers.from_url(f"smtp://127.0.0.1:{free_port()}")
        with (
            override_settings(MAILERS={"default": nobody}),
            pytest.raises(TemporaryFailure),
        ):
            self.adapter.send(letter("mehmet@example.org"))


@pytest.mark.django_db
class TestMailbox:
    def test_a_repeat_is_dropped(self) -> None:
        mailbox = MailboxAdapter("sms")
        assert mailbox.drops_repeats
        first = mailbox.send(letter("+905320000101"))
        assert mailbox.send(letter("+905320000101")) == first
        (kept,) = CapturedMessage.objects.all()
        assert (kept.to, kept.body) == ("+905320000101", "Işık yandı ’bugün’.")

    @override_settings(DEVELOPMENT=False)
    def test_outside_development_a_mailbox_nobody_reads_tells_nobody(self) -> None:
        with pytest.raises(PermanentFailure, match="no_way_out"):
            MailboxAdapter("sms").send(letter("+905320000101"))
        assert not CapturedMessage.objects.exists()


class TestMailAddress:
    def test_smtp(self) -> None:
        url = "smtp://153%40kocaeli.example:p%2Fw@mail.example:587?starttls=1"
        assert mailers.from_url(url)["OPTIONS"] == {
            "host": "mail.example",
            "port": 587,
            "timeout": 20,
            "username": "153@kocaeli.example",
            "password": "p/w",
            "use_tls": True,
        }

    def test_smtp_over_tls(self) -> None:
        assert mailers.from_url("smtps://mail.example")["OPTIONS"]["use_ssl"]

    def test_a_provider_of_anymail_takes_its_settings(self) -> None:
        with override_settings(
            MAILERS={"default": mailers.from_url("anymail://postmark?server_token=abc")}
        ):
            from django.core.mail import mailers as open_mailers  # noqa: PLC0415

            assert open_mailers["default"].server_token == "abc"

    def test_an_unknown_kind_is_refused(self) -> None:
        with pytest.raises(ValueError, match="ALO153_EMAIL_URL"):
            mailers.from_url("pigeon://loft")


def test_an_unknown_sms_provider_is_refused_before_anything_is_sent() -> None:
    given = {"ALO153_DEVELOPMENT": "1", "ALO153_SMS_URL": "pigeon:loft"}
    with pytest.raises(environment.SettingError, match="ALO153_SMS_URL"):
        environment.read(given)
