"""Let a browser hear of news about a row, and let it hear no more; tell its followers."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from alo153.channels.actions import forget_subscription, keep_subscription
from alo153.channels.models import PushSubscription
from alo153.channels.push import vapid
from alo153.citizens.channel import Channel
from alo153.contacts import queries
from alo153.contacts.about import About
from alo153.contacts.actions.writing import write
from alo153.contacts.events import NewsFollowed, NewsUnfollowed
from alo153.contacts.models import Follower, Message
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core import events
from alo153.core.actor import Actor

MOST_FOLLOWERS: Final = 5
"""Browsers that follow one row: a household has no more."""
MOST_FOLLOWED: Final = 20
"""Rows that one browser follows."""

FOLLOWED_FOR: Final = timedelta(days=365)
"""Then nobody waits for news any more; a citizen who does presses again."""


class TooManyFollowers(Exception):
    """So many browsers follow this row that one must let go first."""


class FollowsTooMany(Exception):
    """This browser follows so many rows that it must let go of one first."""


@dataclass(frozen=True)
class Browser:
    """A browser as it names itself: its address at its push service, its key, its secret."""

    endpoint: str
    p256dh: str
    auth: str


@transaction.atomic
def follow(*, about: About, browser: Browser, page: str, by: Actor, at: datetime) -> None:
    """Let a browser hear of news about a row that its user was let see; twice is once.

    Args:
        browser: checked by the caller: its service is one that we speak to.
        page: where a notice leads, a path of ours. It opens nothing to a later holder of the
            device without a new proof.

    Raises:
        TooManyFollowers: see there.
        FollowsTooMany: see there.
    """
    # One at a time: for a row by this lock, for a browser by that of its own row
    _lock(about)
    ours = vapid.public(settings.PUSH_KEY) if settings.PUSH_KEY else ""
    known = keep_subscription(**vars(browser), server_key=ours, at=at)
    followers = queries.followers(about)
    if followers.filter(browser=known).exists():
        return
    if followers.count() >= MOST_FOLLOWERS:
        raise TooManyFollowers
    if known.followed.count() >= MOST_FOLLOWED:
        raise FollowsTooMany
    row = Follower.objects.create(
        about_type=about.type, about_id=about.id, browser=known, page=page, since_at=at
    )
    events.record(NewsFollowed(about_type=about.type), subject=row, by=by, at=at)


def _lock(about: About) -> None:
    """Wait until nobody else counts the followers of a row; until the transaction ends."""
    name = f"contacts.follow:{about.type}:{about.id}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


@transaction.atomic
def unfollow(*, about: About, endpoint: str, by: Actor, at: datetime) -> None:
    """Let a browser hear no more of a row; one that follows nothing is forgotten."""
    row = queries.followers(about).filter(browser__endpoint=endpoint).first()
    if row is None:
        return
    events.record(NewsUnfollowed(about_type=about.type), subject=row, by=by, at=at)
    browser = row.browser
    row.delete()
    if not browser.followed.exists():
        forget_subscription(browser)


@transaction.atomic
def unfollow_all(*, about: About, by: Actor, at: datetime) -> None:
    """Let no browser hear of a row any more; browsers that follow nothing else are forgotten."""
    for row in queries.followers(about):
        events.record(NewsUnfollowed(about_type=about.type), subject=row, by=by, at=at)
    erase_followers((about,))


def tell_followers(words: Written, *, about: About, purpose: str, at: datetime) -> None:
    """Write to each browser that follows a row, unless a notice waits for it that says the same.

    The last line is where a click leads.
    """
    waiting = queries.about(about).filter(channel=Channel.PUSH, state=Message.State.QUEUED)
    told = set(waiting.values_list("to", flat=True))
    for follower in queries.followers(about):
        if str(follower.browser_id) not in told:
            write(
                replace(words, body=f"{words.body}\n{settings.PUBLIC_URL}{follower.page}"),
                channel=Channel.PUSH,
                purpose=purpose,
                to=str(follower.browser_id),
                recipient=Recipient.CITIZEN,
                about=about,
                at=at,
            )


@transaction.atomic
def forget_followers(*, before: datetime) -> None:
    """Forget what browsers have followed since before then: nobody waits for news any more."""
    Follower.objects.filter(since_at__lt=before).delete()
    _forget_idle(PushSubscription.objects.all())


@transaction.atomic
def erase_followers(about: tuple[About, ...]) -> None:
    """Let nobody hear any more of rows; browsers that follow nothing else are forgotten."""
    for each in about:
        gone = queries.followers(each)
        browsers = list(gone.values_list("browser_id", flat=True))
        gone.delete()
        _forget_idle(PushSubscription.objects.filter(pk__in=browsers))


def _forget_idle(those: QuerySet[PushSubscription]) -> None:
    """Forget browsers that follow nothing; one that begins to just now waits, and stays."""
    follows = Follower.objects.filter(browser=OuterRef("pk"))
    for browser in those.filter(~Exists(follows)).select_for_update(skip_locked=True):
        if not browser.followed.exists():
            forget_subscription(browser)
