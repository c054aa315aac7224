"""WhatsApp declares itself."""

from datetime import timedelta
from functools import partial
from typing import Final

from alo153.channels.contract import Adapter
from alo153.channels.social.accounts import account_at
from alo153.channels.social.addresses import opened
from alo153.channels.social.meta.signing import META_HOOK
from alo153.channels.social.whatsapp.length import LONGEST_CAPTION, excess
from alo153.channels.social.whatsapp.messages import NAME
from alo153.channels.social.whatsapp.pushes import read_push
from alo153.channels.transport import Attaching, Transport, Typing
from alo153.citizens.channel import Channel


def _open(address: str) -> Adapter:
    from alo153.channels.social.whatsapp.adapter import WhatsAppAdapter  # noqa: PLC0415 - httpx

    return WhatsAppAdapter(account_at(address))


def _fetch(address: str, reference: str) -> bytes:
    from alo153.channels.social.whatsapp import adapter  # noqa: PLC0415 - httpx

    return adapter.fetch(account_at(address), reference)


def _tell_typing(address: str, _: str, answers: str) -> None:
    from alo153.channels.social.whatsapp import adapter  # noqa: PLC0415 - httpx

    adapter.tell_typing(account_at(address), answers)


WHATSAPP: Final = Transport(
    name=NAME,
    channel=Channel.WHATSAPP,
    schemes=("whatsapp+https", "whatsapp+http"),
    addresses=opened(Channel.WHATSAPP),
    open=_open,
    check=partial(account_at, verified=True),
    may_begin=False,
    drops_repeats=False,
    excess=excess,
    read_push=read_push,
    hook=META_HOOK,
    window=timedelta(hours=24),
    takes_templates=True,
    fetch=_fetch,
    typing=Typing(lasts=timedelta(seconds=25), tell=_tell_typing),
    # A JPEG of 5 MB at most; a document may be larger
    attaching=Attaching(most=1, most_bytes=5 * 1024 * 1024, longest=LONGEST_CAPTION),
)
