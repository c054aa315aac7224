"""The program that fetches mail from one mailbox without end; it survives errors of the server.

It may be killed at any moment: a mail leaves the mailbox after it was stored, and a mail that is
fetched again is recognized by its key.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final, NoReturn

from django.db import InterfaceError, OperationalError, connection
from django.db.backends.utils import CursorWrapper

from alo153.channels.actions import note_mailbox
from alo153.channels.email.fetching.address import ImapAddress
from alo153.channels.email.fetching.rounds import Rounds
from alo153.channels.email.fetching.server import Patience, opened
from alo153.channels.email.fetching.trouble import Trouble, TroubleError
from alo153.core import clock
from alo153.core.files.uploads import is_full

FIRST_PAUSE_SECONDS: Final = 1.0
LONGEST_PAUSE_SECONDS: Final = 60.0
REFUSED_PAUSE_SECONDS: Final = 300.0
"""Servers lock out clients that often send a wrong password."""
STANDBY_SECONDS: Final = 5.0
"""Between two attempts to get the lock that another program holds."""

log = logging.getLogger(__name__)


def run(address: ImapAddress, patience: Patience) -> NoReturn:
    """Fetch mail until the process ends.

    While another program fetches from the mailbox, it waits for the lock. After an error it waits
    twice as long as before, from `FIRST_PAUSE_SECONDS` to `LONGEST_PAUSE_SECONDS`; after a refused
    sign-in, `REFUSED_PAUSE_SECONDS`.
    """
    rounds, pause = Rounds(address.name, clock.now), FIRST_PAUSE_SECONDS
    while True:
        try:
            with _alone(address.name):
                for _ in _session(address, patience, rounds):
                    pause = FIRST_PAUSE_SECONDS
        except TroubleError as error:
            seconds = REFUSED_PAUSE_SECONDS if error.trouble is Trouble.SIGN_IN else pause
            why = type(error.__cause__).__name__
            log.warning("%s: %s (%s); again in %g s", address.name, error, why, seconds)
            time.sleep(seconds)
        except (OperationalError, InterfaceError) as error:
            log.warning("mail waits for PostgreSQL (%s)", type(error).__name__)
            time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def _session(address: ImapAddress, patience: Patience, rounds: Rounds) -> Iterator[None]:
    """Fetch over one connection; yields after each round without an error.

    Raises:
        TroubleError: mail cannot be fetched now; the mailbox's row says why.
    """
    try:
        with opened(address, patience) as mailbox:
            log.info("%s: mail is fetched", address.name)
            while True:
                with _full_disk_is_trouble():
                    rounds.go(mailbox)
                yield
                mailbox.wait()
    except TroubleError as error:
        note_mailbox(name=address.name, trouble=error.trouble, at=clock.now())
        raise


@contextmanager
def _full_disk_is_trouble() -> Iterator[None]:
    """Raise TroubleError if the disk is full; the mails wait on their server until it has room."""
    try:
        yield
    except OSError as error:
        if not is_full(error):
            raise
        raise TroubleError(Trouble.DISK) from error


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Wait for the lock of a mailbox, and hold it while the connection to PostgreSQL holds.

    Mails are stored over the same connection: a program that lost the lock can store nothing.
    """
    try:
        with connection.cursor() as cursor:
            while not _is_locked(cursor, name):
                time.sleep(STANDBY_SECONDS)
        yield
    finally:
        _let_go()


def _is_locked(cursor: CursorWrapper, name: str) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"mailbox {name}"])
    return bool(cursor.fetchone()[0])


def _let_go() -> None:
    """Release the lock before the connection returns to the pool, which would keep it locked."""
    with suppress(OperationalError, InterfaceError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
    connection.close()
