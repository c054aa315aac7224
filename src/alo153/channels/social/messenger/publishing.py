"""Publish on the city's page at Facebook.

https://developers.facebook.com/docs/pages-api/posts
https://developers.facebook.com/docs/graph-api/reference/page/photos
"""

from typing import Any, Final

from alo153.channels.contract import PublicPost, Sent
from alo153.channels.social.accounts import account_at
from alo153.channels.social.meta import graph
from alo153.channels.social.meta.naming import name_in

NAME: Final = "facebook"


def publish(address: str, post: PublicPost, _: str) -> Sent:
    """Publish words, or a picture with words; comments name it by the reference that this returns.

    Raises:
        NotSent: refused, not reachable, or no answer came back. It drops no repeats.
    """
    account = account_at(address)
    if not post.picture_url:
        told = graph.post(account, f"{account.name}/feed", {"message": post.text}, of=NAME)
        return Sent(name_in(told, "id", of=NAME))
    order: dict[str, Any] = {
        "url": post.picture_url,
        "caption": post.text,
        "alt_text_custom": post.alt_text,
    }
    told = graph.post(account, f"{account.name}/photos", order, of=NAME)
    return Sent(name_in(told, "post_id", "id", of=NAME))


def withdraw(address: str, reference: str) -> None:
    """Delete a post.

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    graph.delete(account_at(address), reference, of=NAME)
