"""Reactions to a post: the comments below it, which contain nobody's name here."""

from django.db.models import QuerySet

from alo153.contacts.models import Direction, Message


def comments(channel: str, post: str) -> QuerySet[Message]:
    """Return the comments below a post, by the channel's name of it; none of what has no name."""
    those = Message.objects.filter(channel=channel, post=post) if post else Message.objects.none()
    return those.filter(direction=Direction.INBOUND)


def how_many_talks(channel: str, post: str) -> int:
    """Return how many conversations they became, readable or not; one query."""
    return comments(channel, post).values("conversation").distinct().count()
