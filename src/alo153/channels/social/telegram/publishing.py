"""Publish in the city's channel at Telegram, where its bot may post.

https://core.telegram.org/bots/api#sendphoto
"""

from typing import Any, Final

from alo153.channels.contract import PublicPost, Sent, Unclear
from alo153.channels.providers import payloads
from alo153.channels.social.accounts import account_at
from alo153.channels.social.telegram import adapter

_GONE: Final = "message to delete not found"


def publish(address: str, post: PublicPost, _: str) -> Sent:
    """Post words, or a picture with words; the reference is the number of the message there.

    Raises:
        NotSent: refused, not reachable, or no answer came back. It drops no repeats.
    """
    account = account_at(address)
    order: dict[str, Any] = {"chat_id": account.publishes}
    if post.picture_url:
        order |= {"photo": post.picture_url, "caption": post.text}
    else:
        order |= {"text": post.text}
    method = "sendPhoto" if post.picture_url else "sendMessage"
    told = adapter.ordered(account, method, order)
    number = payloads.part(told, "result").get("message_id")
    if not isinstance(number, int):
        raise Unclear("telegram no number")
    return Sent(str(number))


def withdraw(address: str, reference: str) -> None:
    """Delete a message of the channel; Telegram lets a bot do that for two days.

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    account = account_at(address)
    order = {"chat_id": account.publishes, "message_id": int(reference)}
    adapter.ordered(account, "deleteMessage", order, well=_GONE)
