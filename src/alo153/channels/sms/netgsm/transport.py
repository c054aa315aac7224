"""Netgsm declares itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from alo153.channels.contract import Adapter
from alo153.channels.pushes import Push, Pushed
from alo153.channels.sms.length import excess
from alo153.channels.sms.netgsm.reports import NAME
from alo153.channels.transport import Transport, named_in
from alo153.citizens.channel import Channel


def _open(address: str) -> Adapter:
    from alo153.channels.sms.accounts import account_at  # noqa: PLC0415 - needs models
    from alo153.channels.sms.netgsm.adapter import NetgsmAdapter  # noqa: PLC0415 - as there

    return NetgsmAdapter(account_at(address))


def _ask(address: str, references: Sequence[str]) -> Push:
    from alo153.channels.sms.netgsm.asking import ask_reports  # noqa: PLC0415 - needs models

    return ask_reports(address, references)


def _ask_messages(address: str, since: datetime, until: datetime) -> Sequence[Pushed]:
    from alo153.channels.sms.netgsm.asking import ask_messages  # noqa: PLC0415 - needs models

    return ask_messages(address, since, until)


NETGSM: Final = Transport(
    name=NAME,
    channel=Channel.SMS,
    schemes=("netgsm+https", "netgsm+http"),
    addresses=named_in("SMS_URL"),
    open=_open,
    may_begin=True,
    drops_repeats=False,
    excess=excess,
    ask_reports=_ask,
    ask_messages=_ask_messages,
)
