"""End the streams of a person's open pages when their sign-in or a permission may have ended."""

from alo153.accounts.models import User
from alo153.core import live


def end_topic(user_id: int) -> str:
    """Return the topic that ends the streams of a member of staff; no page may watch it."""
    return f"rights:{user_id}"


def close_pages(user: User) -> None:
    """End the streams of somebody's pages at the commit; each asks anew whether it may open."""
    live.publish(end_topic(user.pk))
