"""Telegram declares itself."""

from collections.abc import Mapping
from datetime import timedelta
from hmac import compare_digest
from typing import Final

from alo153.channels.contract import Adapter, PublicPost, Sent
from alo153.channels.social.accounts import account_at
from alo153.channels.social.addresses import opened
from alo153.channels.social.telegram.length import LONGEST, LONGEST_CAPTION, excess
from alo153.channels.social.telegram.updates import NAME, read_push
from alo153.channels.transport import Attaching, Hook, Publishing, Transport, Typing
from alo153.citizens.channel import Channel

_HEADER: Final = "x-telegram-bot-api-secret-token"


def _open(address: str) -> Adapter:
    from alo153.channels.social.telegram.adapter import TelegramAdapter  # noqa: PLC0415 - httpx

    return TelegramAdapter(account_at(address))


def _fetch(address: str, reference: str) -> bytes:
    from alo153.channels.social.telegram import adapter  # noqa: PLC0415 - httpx

    return adapter.fetch(account_at(address), reference)


def _tell_typing(address: str, to: str, _: str) -> None:
    from alo153.channels.social.telegram import adapter  # noqa: PLC0415 - httpx

    adapter.tell_typing(account_at(address), to)


def _is_signed(address: str, headers: Mapping[str, str], _: bytes) -> bool:
    """Say whether a header holds our secret: Telegram signs nothing."""
    given = headers.get(_HEADER, "")
    return compare_digest(given.encode(), account_at(address).secret.encode())


def _publish(address: str, post: PublicPost, prepared: str) -> Sent:
    from alo153.channels.social.telegram import publishing  # noqa: PLC0415 - httpx

    return publishing.publish(address, post, prepared)


def _withdraw(address: str, reference: str) -> None:
    from alo153.channels.social.telegram import publishing  # noqa: PLC0415 - httpx

    publishing.withdraw(address, reference)


def _link(address: str, reference: str) -> str:
    """Return the address of a message; a channel without a public name has none."""
    place = account_at(address).publishes
    return f"https://t.me/{place[1:]}/{reference}" if place.startswith("@") else ""


TELEGRAM: Final = Transport(
    name=NAME,
    channel=Channel.TELEGRAM,
    schemes=("telegram+https", "telegram+http"),
    addresses=opened(Channel.TELEGRAM),
    open=_open,
    check=account_at,
    may_begin=False,
    drops_repeats=False,
    excess=excess,
    read_push=read_push,
    hook=Hook(is_signed=_is_signed),
    fetch=_fetch,
    typing=Typing(lasts=timedelta(seconds=5), tell=_tell_typing),
    # https://core.telegram.org/bots/api#sendphoto
    attaching=Attaching(most=1, most_bytes=10 * 1024 * 1024, longest=LONGEST_CAPTION),
    publishing=Publishing(
        place=lambda address: account_at(address).publishes,
        longest=LONGEST,
        longest_caption=LONGEST_CAPTION,
        publish=_publish,
        withdraw=_withdraw,
        link=_link,
    ),
)
