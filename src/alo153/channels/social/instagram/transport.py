"""Instagram declares itself."""

from datetime import timedelta
from functools import partial
from typing import Final

from alo153.channels.contract import Adapter, PublicPost, Sent
from alo153.channels.social.accounts import account_at
from alo153.channels.social.addresses import opened
from alo153.channels.social.instagram.pushes import NAME, read_push
from alo153.channels.social.meta.place import place
from alo153.channels.social.meta.signing import META_HOOK
from alo153.channels.transport import Publishing, Transport, Typing
from alo153.citizens.channel import Channel

LONGEST: Final = 1000
LONGEST_CAPTION: Final = 2200


def excess(text: str) -> int:
    """Return about how many characters too long a text is; 0 if it fits. It counts in bytes."""
    return max(0, len(text.encode()) - LONGEST)


def _open(address: str) -> Adapter:
    from alo153.channels.social.meta.adapter import MetaAdapter  # noqa: PLC0415 - httpx

    return MetaAdapter(
        account=account_at(address), of=NAME, public="replies", more={}, excess=excess
    )


def _fetch(address: str, reference: str) -> bytes:
    from alo153.channels.social.meta import adapter  # noqa: PLC0415 - httpx

    return adapter.fetch(account_at(address), reference)


def _prepare(address: str, post: PublicPost) -> str:
    from alo153.channels.social.instagram import publishing  # noqa: PLC0415 - httpx

    return publishing.prepare(address, post)


def _publish(address: str, post: PublicPost, prepared: str) -> Sent:
    from alo153.channels.social.instagram import publishing  # noqa: PLC0415 - httpx

    return publishing.publish(address, post, prepared)


def _tell_typing(address: str, to: str, _: str) -> None:
    from alo153.channels.social.meta import adapter  # noqa: PLC0415 - httpx

    adapter.tell_typing(account_at(address), to, of=NAME)


INSTAGRAM: Final = Transport(
    name=NAME,
    channel=Channel.INSTAGRAM,
    schemes=("instagram+https", "instagram+http"),
    addresses=opened(Channel.INSTAGRAM),
    open=_open,
    check=partial(account_at, verified=True),
    may_begin=False,
    drops_repeats=False,
    excess=excess,
    read_push=read_push,
    hook=META_HOOK,
    window=timedelta(hours=24),
    comment_window=timedelta(days=7),
    fetch=_fetch,
    typing=Typing(lasts=timedelta(seconds=20), tell=_tell_typing),
    publishing=Publishing(
        place=place,
        longest=LONGEST_CAPTION,
        longest_caption=LONGEST_CAPTION,
        prepare=_prepare,
        publish=_publish,
        ready_after=timedelta(seconds=5),
        needs_picture=True,
        # 4:5 to 1.91:1
        narrowest=0.8,
        widest=1.91,
    ),
)
