"""What SMTP alone has: the headers of a letter, and answers of mail servers."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.test import override_settings
from tests.channels.stand_ins import MailServer, mail_server

from alo153.channels.contract import Letter, LetterFile, NotSent, PermanentFailure, TemporaryFailure
from alo153.channels.email.adapter import EmailAdapter
from alo153.config.providers import mailers

LETTER_ID = UUID("5f0c3a52-7a3b-4f0e-9a2a-0d2c1b4e5f60")
ADAPTER = EmailAdapter(sender="Kocaeli 153 <153@kocaeli.example>")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with (
        mail_server() as (box, url),
        override_settings(MAILERS={"default": mailers.from_url(url)}),
    ):
        yield box


def letter(to: str) -> Letter:
    return Letter(id=LETTER_ID, to=to, subject="Başvurunuz sonuçlandı", body="Işık yandı ’bugün’.")


def test_the_letter_arrives_as_written(server: MailServer) -> None:
    sent = ADAPTER.send(letter("mehmet@example.org"))
    (mail,) = server.taken
    assert sent.reference == mail["Message-ID"] == f"<{LETTER_ID}@kocaeli.example>"
    assert mail["From"] == "Kocaeli 153 <153@kocaeli.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().strip() == "Işık yandı ’bugün’."


def test_its_files_arrive_as_they_are_under_their_names(server: MailServer) -> None:
    files = (
        LetterFile(name="Işık planı.pdf", content_type="application/pdf", content=b"%PDF-1.7\r\n."),
        LetterFile(name="durak.jpg", content_type="image/jpeg", content=b"\xff\xd8\x00\r\n.\r\n"),
    )
    ADAPTER.send(replace(letter("mehmet@example.org"), files=files))
    (mail,) = server.taken
    assert mail.get_body().get_content().strip() == "Işık yandı ’bugün’."
    assert [
        (each.get_filename(), each.get_content_type(), each.get_content())
        for each in mail.iter_attachments()
    ] == [(each.name, each.content_type, each.content) for each in files]


@pytest.mark.parametrize(
    ("who", "says"),
    [({"is_reply_of_machine": True}, "auto-replied"), ({"is_personal": True}, None)],
)
def test_other_machines_are_told_who_wrote(
    server: MailServer, who: dict[str, bool], says: str | None
) -> None:
    ADAPTER.send(replace(letter("mehmet@example.org"), **who))  # type: ignore[arg-type]
    (mail,) = server.taken
    assert mail["Auto-Submitted"] == says


def test_long_names_of_what_it_answers_stay_names(server: MailServer) -> None:
    names = tuple(f"<{'A0PR04MB' * 12}{number}@eurprd04.prod.outlook.com>" for number in range(10))
    ADAPTER.send(replace(letter("mehmet@example.org"), answers=names, is_personal=True))
    [head] = [raw.partition(b"\r\n\r\n")[0] + b"\r\n" for raw in server.raw]
    assert f"\r\nIn-Reply-To: {names[0]}\r\n".encode() in head
    assert "\r\nReferences: {}\r\n".format("\r\n ".join(reversed(names))).encode() in head
    assert max(len(line) for line in head.split(b"\r\n")) < 200


def test_an_address_of_two_lines_is_written_to_by_nobody(server: MailServer) -> None:
    with pytest.raises(PermanentFailure):
        ADAPTER.send(letter("mehmet@example.org\nBcc: b@example.org"))
    assert server.taken == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("554 refused", PermanentFailure), ("450 try later", TemporaryFailure)],
)
def test_a_refusal_that_names_no_box_says_nothing_of_the_address(
    server: MailServer, answer: str, expected: type[NotSent]
) -> None:
    server.recipient_answer = answer
    with pytest.raises(expected) as refusal:
        ADAPTER.send(letter("nobody@example.org"))
    assert not getattr(refusal.value, "wrong_address", False)


def test_words_may_be_put_off(server: MailServer) -> None:
    server.data_answer = "451 try later"
    with pytest.raises(TemporaryFailure):
        ADAPTER.send(letter("mehmet@example.org"))


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

    def test_an_unknown_kind_is_refused(self) -> None:
        with pytest.raises(ValueError, match="ALO153_EMAIL_URL"):
            mailers.from_url("pigeon://loft")
