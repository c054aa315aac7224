"""Hold a post or one of its places, so that two presses follow each other."""

from datetime import datetime

from alo153.accounts.models import User
from alo153.core import events, live
from alo153.core.actor import SYSTEM, Actor
from alo153.publishing import queries
from alo153.publishing.events import OfPost, OfPublication
from alo153.publishing.models import Post, Publication
from alo153.publishing.states import ChangedMeanwhile, NotNow, PostState, State, Verb, fits


def held(post: Post, verb: Verb, *, seen: int | None = None) -> Post:
    """Return a post behind its lock, and its places behind theirs.

    Args:
        seen: the version that was read; None where that does not matter.

    Raises:
        NotNow: the verb does not fit it any more.
        ChangedMeanwhile: it was changed since.
    """
    locked = Post.objects.select_for_update().get(pk=post.pk)
    rows = Publication.objects.select_for_update().filter(post=locked).order_by("pk")
    places = frozenset(State(each.state) for each in rows)
    if not fits(verb, PostState(locked.state), places):
        raise NotNow(verb)
    if seen is not None and seen != locked.version:
        raise ChangedMeanwhile(locked.pk)
    return locked


def held_place(publication: Publication, *among: State) -> Publication:
    """Return a place behind its lock.

    Raises:
        NotNow: it is in none of these states.
    """
    rows = Publication.objects.select_for_update(of=("self",)).select_related("post")
    locked = rows.get(pk=publication.pk)
    if locked.state not in among:
        raise NotNow(locked.state)
    return locked


def tell(what: OfPost, post: Post, *, by: User, at: datetime) -> None:
    """Record what happened to a post, and let its pages look again."""
    events.record(what, subject=post, by=Actor.staff(by.pk), at=at)
    live.publish(queries.TOPIC)


def tell_of_place(
    what: OfPublication, publication: Publication, *, by: User | None, at: datetime
) -> None:
    """Record what happened in a place, by somebody or by the program."""
    actor = Actor.staff(by.pk) if by else SYSTEM
    events.record(what, subject=publication, by=actor, at=at)
    live.publish(queries.TOPIC)
