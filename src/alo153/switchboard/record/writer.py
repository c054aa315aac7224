"""`python -m alo153.switchboard.record.writer FD`: the process that writes the record.

It writes what comes through a pipe and ends when the switchboard's end is closed.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from alo153.switchboard.acd.turn.facts import Fact
    from alo153.switchboard.record.process import Word


def serve(pipe: Connection[Word, Sequence[Fact]]) -> None:
    """Say that all is there, and write batch after batch, until the other end is closed."""
    from alo153.switchboard.record import records  # noqa: F401, PLC0415 - takes a second
    from alo153.switchboard.record.process import GONE, Word  # noqa: PLC0415 - after django.setup()

    with suppress(*GONE):
        pipe.send(Word())
        while True:
            pipe.send(_write(pipe.recv()))


def _write(batch: Sequence[Fact]) -> Word:
    from django.db import InterfaceError, OperationalError, connection  # noqa: PLC0415

    from alo153.switchboard.record import records  # noqa: PLC0415 - after django.setup()
    from alo153.switchboard.record.process import Word  # noqa: PLC0415

    try:
        records.write_all(batch)
    except (OperationalError, InterfaceError) as error:
        connection.close()
        return Word(away=str(error) or repr(error))
    except Exception:
        return Word(refused=traceback.format_exc())
    return Word()


if __name__ == "__main__":
    # The switchboard says when: it has words left when a signal asks all of us to end
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alo153.config.settings")
    django.setup()
    serve(Connection(int(sys.argv[1])))
