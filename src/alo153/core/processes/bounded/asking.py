"""Ask a process apart: what crashes it, or takes too long, harms nothing else.

Eight photos decoded at once take gigabytes; in a queue they take as much as one. The process knows
nothing of the environment; after one that failed, the next question starts a new one.

Question and answer: one letter, four bytes of length, the content.
"""

import os
import select
import subprocess
import sys
import threading
import time
from typing import Final

from alo153.core.processes.bounded.places import OURS, has_place

SECONDS: Final = 20
WAIT_SECONDS: Final = 20
_HEAD: Final = 5
_PIECE: Final = 1024 * 1024

type Said = tuple[bytes, bytes]
"""A letter that says what it is, and the content."""


class Busy(Exception):
    """Other requests take too long; asking again later may work."""


class Failed(Exception):
    """The request took too long or too much memory, or crashed the process."""


class BoundedProcess:
    """A queue for one process, which starts with the first question.

    Args:
        module: what runs; it calls `serving.serve`.
        memory_bytes: the limit of its address space.
        seconds: the limit of one question; None: `SECONDS`.
        in_line: how many may ask at once, the one that is answered among them. A page that waits
            keeps a connection of the database: later requests are refused at once.
    """

    def __init__(
        self, module: str, *, memory_bytes: int, seconds: float | None = None, in_line: int = 8
    ) -> None:
        self._module = module
        self._memory = memory_bytes
        self._seconds = seconds
        self._places = in_line
        self._line: list[str] = []
        self._door = threading.Lock()
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, letter: bytes, content: bytes, *, source: str = OURS) -> Said:
        """Return the answer.

        Args:
            source: a stranger, whose share of the line counts (`places`).

        Raises:
            Busy: too many wait, of this stranger or in all, or it waited too long for its turn.
            Failed: there is no answer, and there will be none.
        """
        with self._door:
            if not has_place(self._line, source, self._places):
                raise Busy
            self._line.append(source)
        try:
            return self._in_turn(letter, content)
        finally:
            with self._door:
                self._line.remove(source)

    def _in_turn(self, letter: bytes, content: bytes) -> Said:
        if not self._turn.acquire(timeout=WAIT_SECONDS):
            raise Busy
        try:
            return _exchange(self._started(), letter, content, self._seconds or SECONDS)
        except (OSError, EOFError, TimeoutError) as error:
            self.stop()
            raise Failed from error
        finally:
            self._turn.release()

    def stop(self) -> None:
        """End the process; the next question starts another one."""
        if self._process and self._owner == os.getpid():
            self._process.kill()
            self._process.communicate()
        self._process = None

    def _started(self) -> subprocess.Popen[bytes]:
        # A process that was forked leaves this one to its parent
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._owner = os.getpid()
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-I", "-m", self._module, str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={},
            )
        return self._process


def _exchange(
    process: subprocess.Popen[bytes], letter: bytes, content: bytes, seconds: float
) -> Said:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    until = time.monotonic() + seconds
    asked, answers = process.stdin.fileno(), process.stdout.fileno()
    _write(asked, letter + len(content).to_bytes(4) + content, until)
    head = _read(answers, _HEAD, until)
    return head[:1], _read(answers, int.from_bytes(head[1:]), until)


def _write(target: int, content: bytes, until: float) -> None:
    os.set_blocking(target, False)  # one that hangs does not read
    rest = memoryview(content)
    while rest:
        _wait(target, select.POLLOUT, until)
        rest = rest[os.write(target, rest) :]


def _read(source: int, count: int, until: float) -> bytes:
    found = bytearray()
    while len(found) < count:
        _wait(source, select.POLLIN, until)
        piece = os.read(source, min(count - len(found), _PIECE))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)


def _wait(file: int, event: int, until: float) -> None:
    waiting = select.poll()
    waiting.register(file, event)
    if not waiting.poll(max(0.0, until - time.monotonic()) * 1_000):
        raise TimeoutError
