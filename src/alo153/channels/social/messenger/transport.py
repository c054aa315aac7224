"""Messenger declares itself."""

from datetime import timedelta
from functools import partial
from typing import Final

from alo153.channels.contract import Adapter, PublicPost, Sent
from alo153.channels.social.accounts import account_at
from alo153.channels.social.addresses import opened
from alo153.channels.social.messenger.pushes import NAME, read_push
from alo153.channels.social.meta.place import place
from alo153.channels.social.meta.signing import META_HOOK
from alo153.channels.transport import Publishing, Transport, Typing
from alo153.citizens.channel import Channel

LONGEST: Final = 2000
LONGEST_POST: Final = 63_206


def excess(text: str) -> int:
    """Return how many characters too long a text is; 0 if it fits."""
    return max(0, len(text) - LONGEST)


def _open(address: str) -> Adapter:
    from alo153.channels.social.meta.adapter import MetaAdapter  # noqa: PLC0415 - httpx

    return MetaAdapter(
        account=account_at(address),
        of=NAME,
        public="comments",
        more={"messaging_type": "RESPONSE"},
        excess=excess,
        echoes=True,
    )


def _fetch(address: str, reference: str) -> bytes:
    from alo153.channels.social.meta import adapter  # noqa: PLC0415 - httpx

    return adapter.fetch(account_at(address), reference)


def _publish(address: str, post: PublicPost, prepared: str) -> Sent:
    from alo153.channels.social.messenger import publishing  # noqa: PLC0415 - httpx

    return publishing.publish(address, post, prepared)


def _withdraw(address: str, reference: str) -> None:
    from alo153.channels.social.messenger import publishing  # noqa: PLC0415 - httpx

    publishing.withdraw(address, reference)


def _tell_typing(address: str, to: str, _: str) -> None:
    from alo153.channels.social.meta import adapter  # noqa: PLC0415 - httpx

    adapter.tell_typing(account_at(address), to, of=NAME)


MESSENGER: Final = Transport(
    name=NAME,
    channel=Channel.MESSENGER,
    schemes=("messenger+https", "messenger+http"),
    addresses=opened(Channel.MESSENGER),
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
        longest=LONGEST_POST,
        longest_caption=LONGEST_POST,
        publish=_publish,
        withdraw=_withdraw,
        link=lambda _, reference: f"https://www.facebook.com/{reference}",
    ),
)
