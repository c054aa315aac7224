"""The development mailbox declares itself, for each channel that sends words."""

from functools import partial
from typing import Final

from alo153.channels.contract import Adapter
from alo153.channels.email.transports import ATTACHED
from alo153.channels.transport import Transport, named_in, no_excess
from alo153.citizens.channel import WRITTEN, Channel


def _open(channel: Channel, _address: str) -> Adapter:
    from alo153.channels.mailbox.adapter import MailboxAdapter  # noqa: PLC0415 - needs models

    return MailboxAdapter(channel)


MAILBOX_TRANSPORTS: Final = tuple(
    Transport(
        name="mailbox",
        channel=channel,
        schemes=("mailbox",),
        addresses=named_in(f"{channel.name}_URL"),
        open=partial(_open, channel),
        may_begin=True,
        drops_repeats=True,
        excess=no_excess,
        attaching=ATTACHED if channel == Channel.EMAIL else None,
    )
    for channel in WRITTEN
)
