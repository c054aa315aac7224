"""Web Push declares itself. Its address in the settings is our key: `webpush:<key>`."""

from collections.abc import Sequence
from typing import Final

from alo153.channels.contract import Adapter
from alo153.channels.push.notice import NAME, excess
from alo153.channels.transport import Transport
from alo153.citizens.channel import Channel

SCHEME: Final = f"{NAME}:"


def _addresses() -> Sequence[str]:
    from django.conf import settings  # noqa: PLC0415 - the settings read the registry

    return [f"{SCHEME}{settings.PUSH_KEY}"] if settings.PUSH_KEY else []


def _open(address: str) -> Adapter:
    from alo153.channels.push.adapter import PushAdapter  # noqa: PLC0415 - models and libraries
    from alo153.channels.push.sender import contact  # noqa: PLC0415 - the same

    return PushAdapter(key=address.removeprefix(SCHEME), contact=contact())


PUSH_TRANSPORTS: Final = (
    Transport(
        name=NAME,
        channel=Channel.PUSH,
        schemes=(NAME,),
        addresses=_addresses,
        open=_open,
        may_begin=True,
        # A repeat has its `Topic`: it takes the place of the first, there and on the screen
        drops_repeats=True,
        excess=excess,
    ),
)
