"""Mails of a real server become arrivals, each once, and leave the mailbox after that."""

import re
import socket
import ssl
import threading
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError
from tests.parts.processes.dovecot import PASSWORD, PLAIN_PASSWORD, Box, Dovecot
from tests.parts.waiting import SECONDS

from alo153.channels.email.fetching import address, server
from alo153.channels.email.fetching import rounds as going
from alo153.channels.email.fetching.rounds import MOST_TRIES, Rounds
from alo153.channels.email.fetching.server import Listed, Mailbox, Patience, opened
from alo153.channels.email.fetching.trouble import Trouble, TroubleError
from alo153.channels.models import Arrival

pytestmark = pytest.mark.django_db
MAIL = b"From: Ayse <ayse@example.org>\r\nSubject: lamba\r\n\r\nSokak lambas\xfd yanm\xfdyor\r\n"
PATIENCE = Patience(connect=SECONDS, answer=SECONDS, idle=5)


def mail(number: int) -> bytes:
    return MAIL + b"%d\r\n" % number


def raws() -> list[bytes]:
    return sorted(arrival.raw.read() for arrival in Arrival.objects.all())


def knows_not(*names: str) -> Any:
    """Let the server know some of its commands no more."""
    real = IMAPClient.has_capability
    return patch.object(
        IMAPClient, "has_capability", lambda self, name: name not in names and real(self, name)
    )


class TestFetching:
    def test_a_mail_is_kept_as_it_came_and_put_aside(
        self, box: Box, mailbox: Mailbox, rounds: Rounds
    ) -> None:
        box.deliver(MAIL)
        assert rounds.go(mailbox) is None
        arrival = Arrival.objects.get()
        assert (arrival.channel, arrival.is_whole) == ("email", True)
        assert re.fullmatch(r"\w+@kent.example@127.0.0.1/INBOX \d+ 1", arrival.key)
        raw = arrival.raw.read()
        assert raw.endswith(MAIL)
        assert raw.startswith(b"Return-Path: <ayse@example.org>")
        assert (box.left(), len(box.done())) == (0, 1)

    def test_for_a_person_who_looks_it_is_not_read(
        self, box: Box, mailbox: Mailbox, rounds: Rounds
    ) -> None:
        box.put(MAIL)
        rounds.go(mailbox)
        (kept,) = box.done()
        assert "S" not in kept.name.partition(":2,")[2]

    def test_a_full_mailbox_is_taken_in_parts(
        self, box: Box, mailbox: Mailbox, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        box.put(*map(mail, range(10)))
        monkeypatch.setattr(going, "AT_ONCE", 4)
        with patch.object(mailbox, "listing", wraps=mailbox.listing) as listing:
            rounds.go(mailbox)
        assert [call.kwargs for call in listing.mock_calls] == [{"past": 0, "most": 4}] * 4
        assert raws() == sorted(map(mail, range(10)))
        assert (box.left(), len(box.done())) == (0, 10)

    def test_of_too_large_a_mail_the_beginning_is_kept(
        self, box: Box, mailbox: Mailbox, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(server, "MOST_BYTES", 1000)
        monkeypatch.setattr(server, "BEGINNING_BYTES", 300)
        large = MAIL + b"x" * 2000
        box.put(large)
        rounds.go(mailbox)
        arrival = Arrival.objects.get()
        assert (arrival.raw.read(), arrival.is_whole) == (large[:300], False)
        assert len(box.done()) == 1

    def test_a_size_that_the_server_says_is_not_believed(
        self, box: Box, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(server, "MOST_BYTES", 1000)
        box.put(MAIL + b"x" * 2000)
        (found,) = mailbox.listing(past=0, most=1).mails
        fetched = mailbox.fetch(Listed(found.uid, 10, is_deleted=False))
        assert fetched
        assert (len(fetched.raw), fetched.is_whole) == (1000, False)

    def test_what_a_person_deleted_is_left_alone(
        self, box: Box, mailbox: Mailbox, rounds: Rounds
    ) -> None:
        box.put(mail(1), mail(2))
        first = mailbox.listing(past=0, most=1).mails[0]
        mailbox._client.delete_messages([first.uid])
        assert rounds.go(mailbox) is None
        assert len(raws()) == 1
        assert (box.left(), len(box.done())) == (1, 1)

    def test_a_mail_that_goes_meanwhile_is_no_trouble(
        self, box: Box, mailbox: Mailbox, rounds: Rounds
    ) -> None:
        box.put(MAIL)
        with patch.object(mailbox, "fetch", return_value=None):
            assert rounds.go(mailbox) is None
        assert raws() == []

    @pytest.mark.parametrize("missing", [("MOVE",), ("MOVE", "UIDPLUS"), ("NAMESPACE",)])
    def test_older_servers_do(self, box: Box, rounds: Rounds, missing: tuple[str, ...]) -> None:
        box.put(mail(1), mail(2))
        with knows_not(*missing), opened(address.read(box.url), PATIENCE) as mailbox:
            assert rounds.go(mailbox) is None
        assert raws() == [mail(1), mail(2)]
        assert (box.left(), len(box.done())) == (0, 2)


class TestOnce:
    def test_what_was_kept_and_not_put_aside_is_not_fetched_again(
        self, box: Box, mailbox: Mailbox, rounds: Rounds
    ) -> None:
        box.put(MAIL)
        died = patch.object(mailbox, "put_aside", side_effect=TroubleError(Trouble.CONNECTION))
        with died, pytest.raises(TroubleError):
            rounds.go(mailbox)
        with patch.object(mailbox, "fetch", side_effect=AssertionError):
            assert rounds.go(mailbox) is None
        assert raws() == [MAIL]
        assert (box.left(), len(box.done())) == (0, 1)

    def test_a_server_that_counts_anew_doubles_nothing(self, box: Box, rounds: Rounds) -> None:
        box.put(mail(1), mail(2))
        with opened(address.read(box.url), PATIENCE) as mailbox:
            before = mailbox.listing(past=0, most=1).validity
            with (
                patch.object(mailbox, "put_aside", side_effect=TroubleError(Trouble.CONNECTION)),
                pytest.raises(TroubleError),
            ):
                rounds.go(mailbox)
        box.count_anew()
        box.put(mail(3))
        with opened(address.read(box.url), PATIENCE) as mailbox:
            assert mailbox.listing(past=0, most=1).validity != before
            assert rounds.go(mailbox) is None
        assert raws() == [mail(1), mail(2), mail(3)]
        assert (box.left(), len(box.done())) == (0, 3)

    def test_two_mails_of_the_same_words_are_two(
        self, box: Box, mailbox: Mailbox, rounds: Rounds
    ) -> None:
        box.put(MAIL, MAIL)
        rounds.go(mailbox)
        assert raws() == [MAIL, MAIL]


class TestTroubles:
    def test_mails_that_cannot_be_put_aside_are_all_kept(
        self, box: Box, mailbox: Mailbox, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        box.put(*map(mail, range(5)))
        monkeypatch.setattr(going, "AT_ONCE", 2)
        with patch.object(mailbox, "_move", side_effect=IMAPClientError("[OVERQUOTA] full")):
            assert rounds.go(mailbox) is Trouble.MOVING
            assert rounds.go(mailbox) is Trouble.MOVING
        assert raws() == sorted(map(mail, range(5)))
        assert rounds.go(mailbox) is None
        assert (box.left(), len(box.done())) == (0, 5)

    def test_a_mail_at_which_the_line_is_lost_does_not_stop_the_others(
        self, box: Box, mailbox: Mailbox, rounds: Rounds
    ) -> None:
        box.put(*map(mail, range(3)))
        poison = mailbox.listing(past=0, most=3).mails[1]
        real = mailbox.fetch

        def fetch(each: Listed) -> server.Fetched | None:
            if each == poison:
                raise TroubleError(Trouble.CONNECTION)
            return real(each)

        with patch.object(mailbox, "fetch", side_effect=fetch):
            for _ in range(MOST_TRIES):
                with pytest.raises(TroubleError):
                    rounds.go(mailbox)
            assert rounds.go(mailbox) is Trouble.MAILS
        assert len(raws()) == 2
        assert (box.left(), len(box.done())) == (1, 2)

    @pytest.mark.parametrize(
        ("change", "trouble"),
        [
            ((":gizli", ":yanlis"), Trouble.SIGN_IN),
            (("/INBOX", "/Elsewhere"), Trouble.FOLDER),
            (("imap://", "imaps://"), Trouble.CONNECTION),
        ],
    )
    def test_what_is_refused_has_a_name(
        self, box: Box, change: tuple[str, str], trouble: Trouble
    ) -> None:
        place = address.read(box.url.replace(*change))
        with pytest.raises(TroubleError) as told, opened(place, PATIENCE) as mailbox:
            mailbox.listing(past=0, most=1)
        assert told.value.trouble is trouble
        assert "gizli" not in str(told.value)

    def test_a_line_that_is_lost_while_signing_in_is_no_wrong_password(self) -> None:
        asked: list[bytes] = []

        def greet(door: socket.socket) -> None:
            line, _ = door.accept()
            with line:
                line.sendall(b"* OK welcome\r\n")
                tag, word = line.recv(100).split()
                line.sendall(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n%s OK done\r\n" % tag)
                asked.extend([word, line.recv(100).split()[1]])

        with socket.create_server(("127.0.0.1", 0)) as door:
            threading.Thread(target=greet, args=[door], daemon=True).start()
            url = f"imap://u:p@127.0.0.1:{door.getsockname()[1]}"
            with pytest.raises(TroubleError) as told, opened(address.read(url), PATIENCE):
                pass
        assert asked == [b"CAPABILITY", b"AUTHENTICATE"]
        assert told.value.trouble is Trouble.CONNECTION

    def test_servers_that_know_login_alone_do(self, rounds: Rounds, box: Box) -> None:
        url = box.url.replace(quote(PASSWORD), quote(PLAIN_PASSWORD))
        with knows_not("AUTH=PLAIN"), opened(address.read(url), PATIENCE) as mailbox:
            assert rounds.go(mailbox) is None

    def test_the_server_is_heard_of_while_a_full_mailbox_is_taken(
        self, box: Box, mailbox: Mailbox, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        box.put(*map(mail, range(3)))
        monkeypatch.setattr(going, "AT_ONCE", 2)
        with patch.object(going, "note_mailbox") as noted:
            rounds.go(mailbox)
        assert [call.kwargs["trouble"] for call in noted.mock_calls] == [""] * 3

    def test_nobody_at_the_address_has_a_name(self, box: Box) -> None:
        nowhere = box.url.replace(f":{box.server.port}/", ":1/")
        with pytest.raises(TroubleError) as told, opened(address.read(nowhere), PATIENCE):
            pass
        assert told.value.trouble is Trouble.CONNECTION


class TestTls:
    @pytest.mark.parametrize("way", ["imaps", "starttls"])
    def test_the_line_is_sealed_and_a_strange_certificate_refused(
        self, box: Box, way: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = box.tls_url if way == "imaps" else f"{box.url}?starttls=1"
        with pytest.raises(TroubleError) as told, opened(address.read(url), PATIENCE):
            pass
        assert told.value.trouble is Trouble.CERTIFICATE
        monkeypatch.setenv("SSL_CERT_FILE", str(box.server.certificate))
        with opened(address.read(url), PATIENCE) as mailbox:
            assert mailbox.listing(past=0, most=1).mails == ()
            assert isinstance(mailbox._client.socket(), ssl.SSLSocket)


class TestWaiting:
    def test_what_comes_ends_the_waiting(self, box: Box, mailbox: Mailbox) -> None:
        mailbox.listing(past=0, most=1)
        real = IMAPClient.idle_check

        def check(self: IMAPClient, timeout: float) -> object:
            box.deliver(MAIL)
            return real(self, timeout=60)

        with patch.object(IMAPClient, "idle_check", check):
            mailbox.wait()
        assert len(mailbox.listing(past=0, most=1).mails) == 1

    def test_a_frozen_server_is_noticed(self, box: Box) -> None:
        quick = Patience(connect=SECONDS, answer=SECONDS, idle=0.1)
        with opened(address.read(box.url), quick) as mailbox:
            mailbox.listing(past=0, most=1)
            mailbox._client.socket().settimeout(2)  # what it waited for until here was a start
            box.server.freeze()
            try:
                with pytest.raises(TroubleError) as told:
                    mailbox.wait()
            finally:
                box.server.thaw()
        assert told.value.trouble is Trouble.CONNECTION

    def test_a_server_that_says_good_bye_is_noticed(
        self, box: Box, dovecot_process: Dovecot
    ) -> None:
        with opened(address.read(box.url), PATIENCE) as mailbox:
            mailbox.listing(past=0, most=1)
            dovecot_process.kill()
            try:
                with pytest.raises(TroubleError) as told:
                    mailbox.wait()
            finally:
                dovecot_process.start()
        assert told.value.trouble is Trouble.CONNECTION

    def test_a_server_without_idle_is_asked_again_later(self, box: Box) -> None:
        quick = Patience(connect=5, answer=5, idle=0.01)
        with opened(address.read(box.url), quick) as mailbox, knows_not("IDLE"):
            mailbox.wait()
            box.put(MAIL)
            assert len(mailbox.listing(past=0, most=1).mails) == 1
