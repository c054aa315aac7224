"""İleti Merkezi declares itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from alo153.channels.contract import Adapter
from alo153.channels.sms.iletimerkezi.pushes import NAME, read_push
from alo153.channels.sms.length import excess
from alo153.channels.transport import Transport, named_in
from alo153.citizens.channel import Channel


def _open(address: str) -> Adapter:
    from alo153.channels.sms.accounts import account_at  # noqa: PLC0415 - needs models
    from alo153.channels.sms.iletimerkezi.adapter import (  # noqa: PLC0415 - as there
        IletiMerkeziAdapter,
    )

    return IletiMerkeziAdapter(account_at(address))


def _ask_opt_outs(address: str, since: datetime, until: datetime) -> Sequence[str]:
    from alo153.channels.sms.iletimerkezi.blocked import (  # noqa: PLC0415 - as there
        ask_opt_outs,
    )

    return ask_opt_outs(address, since, until)


ILETIMERKEZI: Final = Transport(
    name=NAME,
    channel=Channel.SMS,
    schemes=("iletimerkezi+https", "iletimerkezi+http"),
    addresses=named_in("SMS_URL"),
    open=_open,
    may_begin=True,
    drops_repeats=False,
    excess=excess,
    read_push=read_push,
    ask_opt_outs=_ask_opt_outs,
)
