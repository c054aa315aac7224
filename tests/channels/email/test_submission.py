"""A letter leaves by Debian's own mail servers.

Dovecot takes it after STARTTLS and a sign-in and hands it on to Postfix's `smtp-sink`, whose answer
is ours. `test_smtp.py` has answers that no real server gives when asked to.
"""

import smtplib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import pytest
from django.test import override_settings
from tests.parts.processes.dovecot import PASSWORD, PLAIN_PASSWORD, Box
from tests.parts.processes.smtp_sink import smtp_sink

from alo153.channels.contract import (
    Letter,
    LetterFile,
    NotSent,
    PermanentFailure,
    TemporaryFailure,
)
from alo153.channels.email.adapter import EmailAdapter
from alo153.channels.email.smtp import EmailBackend
from alo153.config.providers import mailers

LETTER_ID = UUID("5f0c3a52-7a3b-4f0e-9a2a-0d2c1b4e5f60")
ADAPTER = EmailAdapter(sender="Kocaeli 153 <153@kocaeli.example>")
PLAN = LetterFile(name="Işık planı.pdf", content_type="application/pdf", content=b"%PDF-1.7\r\n.")
LETTER = Letter(
    id=LETTER_ID,
    to="mehmet@example.org",
    subject="Başvurunuz sonuçlandı",
    body="Işık yandı ’bugün’.\n.\nKocaeli 153",
    files=(PLAN,),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "sink"
    place.mkdir()
    return place


@pytest.fixture
def submission(box: Box, monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """Let letters leave by the server of the box, whose certificate is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(box.server.certificate))
    with override_settings(MAILERS={"default": mailers.from_url(box.submission_url)}):
        yield box


def failure() -> NotSent:
    with pytest.raises(NotSent) as refused:
        ADAPTER.send(LETTER)
    return refused.value


def test_a_letter_leaves_encrypted_after_a_sign_in_and_arrives_as_written(
    submission: Box, folder: Path
) -> None:
    with smtp_sink(folder, submission.server.relay_port) as sink:
        sent = ADAPTER.send(LETTER)
        [mail] = sink.taken
    assert mail["Message-ID"] == sent.reference == f"<{LETTER_ID}@kocaeli.example>"
    assert "<153@kocaeli.example>" in mail["X-Mail-Args"]
    assert "<mehmet@example.org>" in mail["X-Rcpt-Args"]
    assert mail["Received"].startswith("from kent.example ")
    [plan] = mail.iter_attachments()
    words = mail.get_body()
    assert words is not None
    assert words.get_content().strip() == LETTER.body
    assert (plan.get_filename(), plan.get_content()) == (PLAN.name, PLAN.content)


def test_a_password_of_plain_letters_signs_in_too(submission: Box, folder: Path) -> None:
    plain = submission.submission_url.replace(quote(PASSWORD), PLAIN_PASSWORD)
    with (
        smtp_sink(folder, submission.server.relay_port) as sink,
        override_settings(MAILERS={"default": mailers.from_url(plain)}),
    ):
        ADAPTER.send(LETTER)
        assert len(sink.taken) == 1


def test_a_password_with_turkish_letters_goes_by_no_way_that_cannot_say_it() -> None:
    connection = EmailBackend(alias="default", host="127.0.0.1").connection_class()
    connection.user, connection.password = "153", PASSWORD
    with pytest.raises(smtplib.SMTPAuthenticationError):
        connection.auth("CRAM-MD5", connection.auth_cram_md5)


def test_a_certificate_that_nobody_trusts_gets_neither_password_nor_letter(
    submission: Box, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with smtp_sink(folder, submission.server.relay_port) as sink:
        assert isinstance(failure(), TemporaryFailure)
        assert sink.taken == []


def test_a_wrong_password_is_a_matter_of_the_account(submission: Box, folder: Path) -> None:
    wrong = submission.submission_url.replace(quote(PASSWORD), "another")
    with (
        smtp_sink(folder, submission.server.relay_port) as sink,
        override_settings(MAILERS={"default": mailers.from_url(wrong)}),
    ):
        refused = failure()
        assert isinstance(refused, PermanentFailure)
        assert refused.of_account
        assert sink.taken == []


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        (("-f", "RCPT", "-B", "550 5.1.1 No such box"), PermanentFailure),
        (("-r", "RCPT"), TemporaryFailure),
        (("-r", "."), TemporaryFailure),
        (("-f", "."), PermanentFailure),
    ],
)
def test_the_answer_of_the_server_behind_is_understood(
    submission: Box, folder: Path, options: tuple[str, ...], kind: type[NotSent]
) -> None:
    with smtp_sink(folder, submission.server.relay_port, *options):
        assert type(failure()) is kind


def test_without_the_server_behind_the_letter_waits(submission: Box) -> None:
    assert isinstance(failure(), TemporaryFailure)
