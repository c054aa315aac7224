"""Posts and their channels. They are the municipality's own words: no citizen's data."""

from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from alo153.accounts.models import User
from alo153.knowledge.models import Announcement
from alo153.publishing.fitting import Problem, problem_of
from alo153.publishing.models import Post, Publication
from alo153.publishing.outlets import LABELS, outlets
from alo153.publishing.permissions import APPROVE_POSTS, WRITE_POSTS
from alo153.publishing.states import PostState, State

PUBLISH_JOB: Final = "publishing.publish"
WITHDRAW_JOB: Final = "publishing.withdraw"
TOPIC: Final = "posts"
"""Of hints that the state of a post changed."""
_ORDER: Final = [each.value for each in LABELS]
# It stands there, or is on its way: the company may fetch its picture at any moment
_SHOWN: Final = (
    State.WAITING,
    State.PUBLISHING,
    State.PUBLISHED,
    State.UNCLEAR,
    State.WITHDRAWING,
)
_SEE_TO: Final = (State.FAILED, State.UNCLEAR)


def posts() -> QuerySet[Post]:
    """Return the posts that were not given up, with their places; two queries."""
    people = Post.objects.select_related("written_by", "changed_by", "submitted_by", "approved_by")
    places = Prefetch("publications", queryset=Publication.objects.order_by("pk"))
    return people.exclude(state=PostState.DROPPED).prefetch_related(places)


def between(begin: datetime, end: datetime) -> list[Post]:
    """Return the posts of a time, by their moment; two queries."""
    return list(posts().filter(shown_at__gte=begin, shown_at__lt=end).order_by("shown_at", "pk"))


def to_do(user: User) -> QuerySet[Post]:
    """Return what somebody is to look at: what they may approve, and what did not get through."""
    see_to = Publication.objects.filter(post=OuterRef("pk"), state__in=_SEE_TO)
    wanted = Q(pk__in=[])
    if user.may(WRITE_POSTS) or user.may(APPROVE_POSTS):
        wanted |= Q(Exists(see_to), state=PostState.APPROVED)
    if user.may(APPROVE_POSTS):
        own = Q(written_by=user) | Q(changed_by=user) | Q(submitted_by=user)
        others = ~(own | Q(editors__contains=[user.pk]))
        wanted |= Q(others, state=PostState.SUBMITTED)
    return posts().filter(wanted).order_by("shown_at", "pk")


def publication(post: int, channel: str) -> Publication | None:
    """Return what is at one place of a post; one query."""
    return Publication.objects.filter(post=post, channel=channel).first()


def in_order(post: Post) -> list[Publication]:
    """Return its places in the order of pages."""
    return sorted(post.publications.all(), key=lambda each: _ORDER.index(each.channel))


def problems(post: Post) -> dict[str, Problem]:
    """Return why places would not take it, by channel; empty if all would."""
    open_now = outlets()
    found = {
        each.channel: problem_of(each.text, post.shape, open_now.get(each.place))
        for each in in_order(post)
    }
    return {channel: problem for channel, problem in found.items() if problem}


def shown_picture(key: str) -> Post | None:
    """Return the approved post whose picture has this key: anybody may see it.

    Removed everywhere it is nobody's any more.
    """
    shown = Publication.objects.filter(post=OuterRef("pk"), state__in=_SHOWN)
    approved = Post.objects.filter(Exists(shown), state=PostState.APPROVED).exclude(picture="")
    return approved.filter(picture_key=key).first()


def posts_behind(announcements: list[Announcement]) -> dict[int, Post]:
    """Return the posts that have a picture, by the key of their announcement; one query."""
    if not announcements:
        return {}
    found = Publication.objects.filter(announcement__in=announcements).exclude(post__picture="")
    return {each.announcement_id or 0: each.post for each in found.select_related("post")}


def orphaned(*, before: datetime) -> list[int]:
    """Return publications that a run took before then and has not released."""
    taken = Publication.objects.filter(state=State.PUBLISHING, claimed_at__lt=before)
    return list(taken.values_list("pk", flat=True))


def forgotten(*, before: datetime) -> list[int]:
    """Return publications that were due before then and still wait."""
    due = Publication.objects.filter(state=State.WAITING, due_at__lt=before)
    return list(due.values_list("pk", flat=True))


def left_standing(*, before: datetime) -> list[int]:
    """Return publications due for removal before then that nobody has tried since."""
    asked = Publication.objects.filter(state=State.WITHDRAWING, due_at__lt=before)
    return list(asked.values_list("pk", flat=True))
