"""Publish at X: first the picture, invisibly, and then the post.

https://docs.x.com/x-api/media/quickstart/best-practices
https://docs.x.com/x-api/posts/manage-tweets/quickstart
"""

import base64
from typing import Any, Final

from alo153.channels.contract import (
    PermanentFailure,
    PublicPost,
    Sent,
    TemporaryFailure,
    Unclear,
)
from alo153.channels.social.x import orders
from alo153.channels.social.x.account import XAccount, x_account_at

_LARGEST_PICTURE: Final = 5 * 1024 * 1024


def prepare(address: str, post: PublicPost) -> str:
    """Hand over the picture and what it shows; X forgets it after a day. Empty without a picture.

    Raises:
        NotSent: refused or not reachable; what is unclear is harmless here, and tried again.
    """
    if not post.picture_url:
        return ""
    try:
        return _uploaded(x_account_at(address), post)
    except Unclear as problem:
        raise TemporaryFailure(problem.code) from None


def _uploaded(account: XAccount, post: PublicPost) -> str:
    content = post.read_picture()
    if len(content) > _LARGEST_PICTURE:
        raise PermanentFailure("x picture too large")
    order = {
        "media": base64.b64encode(content).decode(),
        "media_category": "tweet_image",
        "media_type": "image/jpeg",
    }
    name = orders.name_in(orders.post(account, "media/upload", order), "id")
    shown = {"id": name, "metadata": {"alt_text": {"text": post.alt_text}}}
    orders.post(account, "media/metadata", shown)
    return name


def publish(address: str, post: PublicPost, prepared: str) -> Sent:
    """Post words, with the picture that was prepared; answers name it by this reference.

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    order: dict[str, Any] = {"text": post.text}
    if prepared:
        order["media"] = {"media_ids": [prepared]}
    return Sent(orders.name_in(orders.post(x_account_at(address), "tweets", order), "id"))


def withdraw(address: str, reference: str) -> None:
    """Delete a post.

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    orders.delete(x_account_at(address), f"tweets/{reference}")
