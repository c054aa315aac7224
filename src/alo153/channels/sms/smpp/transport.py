"""SMPP declares itself."""

from typing import Final

from alo153.channels.contract import Adapter
from alo153.channels.sms.length import excess
from alo153.channels.sms.smpp.receipts import NAME
from alo153.channels.transport import Transport, named_in
from alo153.citizens.channel import Channel


def _open(address: str) -> Adapter:
    from alo153.channels.sms.smpp.adapter import SmppAdapter  # noqa: PLC0415 - reads a library
    from alo153.channels.sms.smpp.address import account_at  # noqa: PLC0415 - needs models

    return SmppAdapter(account_at(address))


SMPP: Final = Transport(
    name=NAME,
    channel=Channel.SMS,
    schemes=("smpp", "smpps"),
    addresses=named_in("SMS_URL"),
    open=_open,
    may_begin=True,
    drops_repeats=False,
    excess=excess,
    is_heard=True,
)
