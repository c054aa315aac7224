"""The record is written by a process of its own: what it computes never keeps a call waiting.

In one process the threads of Python take turns, and a storm's record took every second turn of
the loop that decides about calls. A batch is handed over, and one word comes back; the other end
is `writer`.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alo153.switchboard.acd.turn.facts import Fact

NAME = "alo153-record:{node}:"
"""The name of a node's writers in PostgreSQL (`application_name`), before each one's own suffix."""
GONE = (EOFError, OSError)
"""Errors of a pipe whose process at the other end has died."""


class RecordAway(Exception):
    """PostgreSQL does not answer, or the process that writes died; nothing of it was written."""


class RecordRefused(Exception):
    """A batch cannot be written, and never will: the trace of the process says why."""


@dataclass(frozen=True, slots=True)
class Word:
    """The result of a batch; both fields are empty if it was written."""

    away: str = ""
    refused: str = ""


def begin_process(
    command: Sequence[str], pipe: int, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Start Python with these words; it inherits the descriptor `pipe`."""
    return subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, *command], pass_fds=[pipe], env=environment
    )


class RecordProcess:
    """Starts the process, and another one when it dies. Used by one thread at a time."""

    def __init__(self, node: str) -> None:
        self.name = NAME.format(node=node) + secrets.token_hex(4)
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection[Sequence[Fact], Word] | None = None
        self._ready = False
        self._start()

    @property
    def pid(self) -> int:
        """Name the process that writes; 0 when there is none."""
        return self._process.pid if self._process else 0

    def wait(self) -> None:
        """Wait until the process can write: facts told before would die with this program."""
        with suppress(RecordAway):
            self._ask(None)

    def write(self, batch: Sequence[Fact]) -> None:
        """Write facts in their order, all or none. Raises RecordAway, RecordRefused."""
        word = self._ask(batch)
        if word.away:
            raise RecordAway(word.away)
        if word.refused:
            raise RecordRefused(word.refused)

    def _ask(self, batch: Sequence[Fact] | None) -> Word:
        """Hand a batch over and return the answer; with None only wait for the first word."""
        try:
            pipe = self._pipe or self._start()
            if not self._ready:
                pipe.recv()
                self._ready = True
            if batch is None:
                return Word()
            pipe.send(batch)
            return pipe.recv()
        except GONE as error:
            self.close()
            raise RecordAway(f"the process that writes the record died: {error!r}") from error

    def close(self) -> None:
        """Let the process end."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process, self._pipe, self._ready = None, None, False

    def _start(self) -> Connection[Sequence[Fact], Word]:
        ours, theirs = Pipe()
        command = ["-m", "alo153.switchboard.record.writer", str(theirs.fileno())]
        environment = {**os.environ, "PGAPPNAME": self.name}
        self._process = begin_process(command, theirs.fileno(), environment)
        theirs.close()
        self._pipe = ours
        return ours
