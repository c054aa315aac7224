"""Let a process apart read e-mails: one at a time, in bounded memory and time."""

from typing import Final

from alo153.channels.email.reading import wire
from alo153.channels.email.reading.mail import MOST_BYTES
from alo153.channels.inbound import Inbound
from alo153.core.processes.bounded.asking import BoundedProcess, Failed

MEMORY_BYTES: Final = 1024 * 1024 * 1024
"""The largest mails take some 300 MB, whatever is in them."""
READER: Final = BoundedProcess("alo153.channels.email.reading.process", memory_bytes=MEMORY_BYTES)
_MAIL: Final = b"M"


def read_apart(raw: bytes, reader: BoundedProcess = READER) -> Inbound | None:
    """Return what a mail says; nothing if reading it takes too long or too much memory.

    Raises:
        Busy: other mails take too long; reading it later may work.
    """
    try:
        # One byte more than is read says that there is more
        return wire.unpack(reader.ask(_MAIL, raw[: MOST_BYTES + 1])[1])
    except (Failed, ValueError):
        return None
