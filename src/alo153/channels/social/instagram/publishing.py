"""Publish at Instagram: first an invisible container, and then its picture.

https://developers.facebook.com/docs/instagram-platform/content-publishing
"""

from typing import Final

from alo153.channels.contract import PublicPost, Sent, TemporaryFailure, Unclear
from alo153.channels.social.accounts import account_at
from alo153.channels.social.meta import graph
from alo153.channels.social.meta.naming import name_in
from alo153.citizens.channel import Channel

NAME: Final = Channel.INSTAGRAM.value


def prepare(address: str, post: PublicPost) -> str:
    """Hand over a picture with its words; Instagram fetches it, and forgets it after a day.

    Raises:
        NotSent: refused or not reachable; what is unclear is harmless here, and tried again.
    """
    account = account_at(address)
    order = {"image_url": post.picture_url, "caption": post.text, "alt_text": post.alt_text}
    try:
        return name_in(graph.post(account, f"{account.name}/media", order, of=NAME), "id", of=NAME)
    except Unclear as problem:
        raise TemporaryFailure(problem.code) from None


def publish(address: str, _: PublicPost, prepared: str) -> Sent:
    """Publish what was prepared; comments name it by the reference that this returns.

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    account = account_at(address)
    order = {"creation_id": prepared}
    told = graph.post(account, f"{account.name}/media_publish", order, of=NAME)
    return Sent(name_in(told, "id", of=NAME))
