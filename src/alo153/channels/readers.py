"""The reader of arrivals, by channel."""

from collections.abc import Callable, Mapping
from typing import Final

from alo153.channels.email.reading.bounded import read_apart
from alo153.channels.inbound import Inbound
from alo153.channels.sms import parsing as sms
from alo153.channels.social.instagram import pushes as instagram
from alo153.channels.social.messenger import pushes as messenger
from alo153.channels.social.telegram import updates as telegram
from alo153.channels.social.whatsapp import messages as whatsapp
from alo153.channels.social.x import messages as x
from alo153.citizens.channel import Channel

Reader = Callable[[bytes], Inbound | None]
"""Reads raw bytes within bounds of time and memory; None for what it cannot make sense of."""

READERS: Final[Mapping[Channel, Reader]] = {
    Channel.EMAIL: read_apart,
    Channel.SMS: sms.read,
    Channel.TELEGRAM: telegram.read,
    Channel.WHATSAPP: whatsapp.read,
    Channel.MESSENGER: messenger.read,
    Channel.INSTAGRAM: instagram.read,
    Channel.X: x.read,
}


def read(channel: str, raw: bytes) -> Inbound | None:
    """Return what came in, as far as it can be read.

    Raises:
        Busy: too much is being read; reading it later may work.
    """
    reader = READERS.get(Channel(channel))
    return reader(raw) if reader else None
