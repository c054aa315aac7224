"""Let a separate process decode uploads: one file at a time, in bounded memory and time.

Eight photos decoded at once take gigabytes; in a queue they take as much as one. A file that
crashes its decoder harms nothing else: the next file gets a new decoder.
"""

import os
import select
import subprocess
import sys
import threading
import time
from enum import StrEnum
from pathlib import Path
from typing import Final

MEMORY_BYTES: Final = 768 * 1024 * 1024
"""Of the decoder's address space: a progressive JPEG of 50 megapixels takes some 400 MB."""
DECODE_SECONDS: Final = 20
WAIT_SECONDS: Final = 20
_PROGRAM: Final = Path(__file__).with_name("decode_process.py")


class Kind(StrEnum):
    """What a content is."""

    PHOTO = "P"
    DOCUMENT = "D"


class Result(StrEnum):
    """What the decoder says of a content."""

    CHANGED = "K"
    SAME = "S"
    CARE = "C"
    HUGE = "H"
    BROKEN = "B"


class DecoderBusy(Exception):
    """Other files take too long to decode."""


class Decoder:
    """A queue for one decoding process, which starts with the first file."""

    def __init__(self, *, memory_bytes: int = MEMORY_BYTES) -> None:
        self._memory = memory_bytes
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def decode(self, kind: Kind, content: bytes) -> tuple[Result, bytes]:
        """Return the result, and the new content if the file changed.

        A file that takes too long or crashes the decoder counts as broken.

        Raises:
            DecoderBusy: the file waited too long for its turn.
        """
        if not self._turn.acquire(timeout=WAIT_SECONDS):
            raise DecoderBusy
        try:
            return self._ask(self._started(), kind, content)
        except (OSError, EOFError, TimeoutError):
            self.stop()
            return (Result.BROKEN if kind is Kind.PHOTO else Result.CARE), b""
        finally:
            self._turn.release()

    def stop(self) -> None:
        """End the process; the next file starts another one."""
        if self._process and self._owner == os.getpid():
            self._process.kill()
            self._process.communicate()
        self._process = None

    def _started(self) -> subprocess.Popen[bytes]:
        # A process that was forked leaves the decoder to its parent
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._owner = os.getpid()
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-I", str(_PROGRAM), str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
            )
        return self._process

    def _ask(
        self, process: subprocess.Popen[bytes], kind: Kind, content: bytes
    ) -> tuple[Result, bytes]:
        until = time.monotonic() + DECODE_SECONDS
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(kind.encode() + len(content).to_bytes(4) + content)
        process.stdin.flush()
        head = _read(process.stdout.fileno(), 5, until)
        return Result(head[:1].decode()), _read(
            process.stdout.fileno(), int.from_bytes(head[1:]), until
        )


def _read(source: int, count: int, until: float) -> bytes:
    found = b""
    while len(found) < count:
        if not select.select([source], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError
        piece = os.read(source, count - len(found))
        if not piece:
            raise EOFError
        found += piece
    return found


DECODER: Final = Decoder()
