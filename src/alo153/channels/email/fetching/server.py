"""A mailbox on its server, as far as fetching needs it; what fails there is one of few troubles."""

import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from imaplib import IMAP4
from typing import Any, Final

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import LoginError

from alo153.channels.email.fetching.address import ImapAddress, Security
from alo153.channels.email.fetching.trouble import Trouble, TroubleError

DONE: Final = "alo153-done"
MOST_BYTES: Final = 25 * 1024 * 1024
BEGINNING_BYTES: Final = 256 * 1024
"""Of a larger mail: its headers, and as a rule its words, which come before the files."""


@dataclass(frozen=True, kw_only=True)
class Patience:
    """The timeouts, in seconds."""

    connect: float = 15
    answer: float = 60
    # A line that was cut in silence is found within this
    idle: float = 120


@dataclass(frozen=True)
class Listed:
    """A mail as the list of its folder names it."""

    uid: int
    size: int
    # By a person, with another program
    is_deleted: bool


@dataclass(frozen=True)
class Listing:
    """Some mails of a folder, the oldest first; `validity` says for how long their UIDs hold."""

    validity: int
    mails: Sequence[Listed]


@dataclass(frozen=True)
class Fetched:
    """A mail as it came; not whole if it is too large."""

    raw: bytes
    is_whole: bool


@contextmanager
def opened(address: ImapAddress, patience: Patience) -> Iterator["Mailbox"]:
    """Sign in to a mailbox as long as the block lasts.

    Raises:
        TroubleError: it cannot be reached or refuses us; the same for every call of `Mailbox`.
    """
    with _troubles():
        client = IMAPClient(
            address.host,
            port=address.port,
            ssl=address.security is Security.TLS,
            timeout=SocketTimeout(patience.connect, patience.answer),
        )
    try:
        with _troubles():
            if address.security is Security.STARTTLS:
                client.starttls()
            _sign_in(client, address)
            mailbox = Mailbox(client, address.folder, patience)
        yield mailbox
    finally:
        with suppress(OSError, IMAP4.error):
            client.shutdown()


def _sign_in(client: Any, address: ImapAddress) -> None:
    # LOGIN knows no letters beyond ASCII (RFC 9051, 6.2.3)
    plain = client.has_capability("AUTH=PLAIN")
    (client.plain_login if plain else client.login)(address.user, address.password)


class Mailbox:
    """A mailbox that is signed in to."""

    def __init__(self, client: Any, folder: str, patience: Patience) -> None:
        self._client = client
        self._folder = folder
        self._patience = patience
        self._done = f"{self._prefix()}{DONE}"

    def listing(self, *, past: int, most: int) -> Listing:
        """List the mails after the `past` oldest; the folder is opened anew, so it is the latest.

        By their place in the folder, and not by a search: the answer is as short for a folder of
        a million.
        """
        with _troubles(Trouble.FOLDER):
            found = self._client.select_folder(self._folder)
        validity, count = int(found[b"UIDVALIDITY"]), int(found[b"EXISTS"])
        if count <= past:
            return Listing(validity, ())
        places = range(past + 1, min(count, past + most) + 1)
        with _troubles(), self._by_place():
            rows = self._client.fetch(places, ["UID", "RFC822.SIZE", "FLAGS"])
        return Listing(validity, [_listed(rows[place]) for place in sorted(rows)])

    def fetch(self, mail: Listed) -> Fetched | None:
        """Fetch a mail without marking it as seen; None if it was deleted."""
        limit = MOST_BYTES if mail.size <= MOST_BYTES else BEGINNING_BYTES
        with _troubles():
            found = self._client.fetch([mail.uid], [f"BODY.PEEK[]<0.{limit + 1}>"])
        parts = found.get(mail.uid, {})
        raw = next((part for name, part in parts.items() if name.startswith(b"BODY[]")), None)
        return None if raw is None else Fetched(raw[:limit], len(raw) <= limit)

    def put_aside(self, mails: Sequence[Listed]) -> None:
        """Move mails to the folder of finished ones, which is made if there is none."""
        uids = [mail.uid for mail in mails]
        if not uids:
            return
        try:
            with _troubles(Trouble.MOVING):
                self._move(uids)
        except TroubleError as error:
            if error.trouble is not Trouble.MOVING:
                raise
            with _troubles(Trouble.MOVING):
                self._client.create_folder(self._done)
                self._move(uids)

    def wait(self) -> None:
        """Wait until something may have come; a server without IDLE is asked again later."""
        with _troubles():
            if not self._client.has_capability("IDLE"):
                time.sleep(self._patience.idle)
                return
            self._client.idle()
            # Nothing comes of a server that is dead or frozen, either: the end of IDLE finds that
            self._client.idle_check(timeout=self._patience.idle)
            self._client.idle_done()

    def _move(self, uids: Sequence[int]) -> None:
        if self._client.has_capability("MOVE"):
            self._client.move(uids, self._done)
            return
        self._client.copy(uids, self._done)
        self._client.delete_messages(uids, silent=True)
        # Without UIDPLUS others that somebody has deleted go, too
        self._client.expunge(uids if self._client.has_capability("UIDPLUS") else None)

    def _prefix(self) -> str:
        """Return what the name of a folder begins with here, such as ``INBOX.``."""
        if not self._client.has_capability("NAMESPACE"):
            return ""
        personal = self._client.namespace().personal
        return str(personal[0][0]) if personal else ""

    @contextmanager
    def _by_place(self) -> Iterator[None]:
        self._client.use_uid = False
        try:
            yield
        finally:
            self._client.use_uid = True


def _listed(row: dict[bytes, Any]) -> Listed:
    return Listed(row[b"UID"], row[b"RFC822.SIZE"], b"\\Deleted" in row[b"FLAGS"])


@contextmanager
def _troubles(refused: Trouble = Trouble.ANSWER) -> Iterator[None]:
    """Say what went wrong in our words; `refused` is what a refusal of the server means here."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise TroubleError(Trouble.CERTIFICATE) from error
    except LoginError as error:
        # The library takes a line that is lost meanwhile for a refusal, too
        away = isinstance(error.__context__, IMAP4.abort) or "UNAVAILABLE" in str(error)
        raise TroubleError(Trouble.CONNECTION if away else Trouble.SIGN_IN) from error
    except (OSError, IMAP4.abort) as error:
        raise TroubleError(Trouble.CONNECTION) from error
    except IMAP4.error as error:
        raise TroubleError(refused) from error
    except Exception as error:  # a server may say anything, and the library trips over some of it
        raise TroubleError(Trouble.ANSWER) from error
