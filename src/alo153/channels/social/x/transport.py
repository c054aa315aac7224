"""X declares itself."""

from datetime import timedelta
from typing import Final

from alo153.channels.contract import Adapter, PublicPost, Sent
from alo153.channels.social.addresses import opened
from alo153.channels.social.x.account import x_account_at
from alo153.channels.social.x.length import LONGEST_POST, excess, weighted
from alo153.channels.social.x.pushes import NAME, read_push
from alo153.channels.social.x.signing import X_HOOK
from alo153.channels.transport import Publishing, Transport
from alo153.citizens.channel import Channel

_YES: Final = "yes"


def _open(address: str) -> Adapter:
    from alo153.channels.social.x.adapter import XAdapter  # noqa: PLC0415 - httpx, oauthlib

    return XAdapter(x_account_at(address))


def _fetch(address: str, reference: str) -> bytes:
    from alo153.channels.social.x import adapter  # noqa: PLC0415 - httpx, oauthlib

    return adapter.fetch(x_account_at(address), reference)


def _invitation(address: str, comment: str) -> str:
    """Return where the author of a post writes to us.

    https://developer.x.com/en/docs/x-for-websites/direct-message-button

    The number of their post is of no use there: X refuses words that it has read from us before.
    """
    number = x_account_at(address).of.name
    return f"https://x.com/messages/compose?recipient_id={number}&post={comment}"


def _place(address: str) -> str:
    account = x_account_at(address).of
    return account.name if account.publishes == _YES else ""


def _prepare(address: str, post: PublicPost) -> str:
    from alo153.channels.social.x import publishing  # noqa: PLC0415 - httpx, oauthlib

    return publishing.prepare(address, post)


def _publish(address: str, post: PublicPost, prepared: str) -> Sent:
    from alo153.channels.social.x import publishing  # noqa: PLC0415 - httpx, oauthlib

    return publishing.publish(address, post, prepared)


def _withdraw(address: str, reference: str) -> None:
    from alo153.channels.social.x import publishing  # noqa: PLC0415 - httpx, oauthlib

    publishing.withdraw(address, reference)


X: Final = Transport(
    name=NAME,
    channel=Channel.X,
    schemes=("x+https", "x+http"),
    addresses=opened(Channel.X),
    open=_open,
    check=x_account_at,
    may_begin=False,
    drops_repeats=False,
    excess=excess,
    read_push=read_push,
    hook=X_HOOK,
    # X sets none; after that nobody waits at their post any more
    comment_window=timedelta(days=7),
    invitation=_invitation,
    is_paid=True,
    fetch=_fetch,
    publishing=Publishing(
        place=_place,
        longest=LONGEST_POST,
        longest_caption=LONGEST_POST,
        measure=weighted,
        prepare=_prepare,
        publish=_publish,
        withdraw=_withdraw,
        link=lambda _, reference: f"https://x.com/i/web/status/{reference}",
    ),
)
