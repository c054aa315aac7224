"""Publish a post in one place, once, and find posts of dead workers.

Once: the row goes from waiting to publishing by compare-and-set, committed, under the name of this
run. Then the run holds the row's lock until the result is written. A row in *publishing* with
a free lock has lost its worker: nobody knows whether it was published, and a person checks.
"""

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F

from alo153.accounts.models import User
from alo153.channels import adapters, registry
from alo153.channels.contract import (
    NotSent,
    PermanentFailure,
    PublicPost,
    Sent,
    TemporaryFailure,
    Unclear,
)
from alo153.core.jobs import enqueue, enqueue_once
from alo153.knowledge import actions as knowledge
from alo153.publishing import queries, retrying
from alo153.publishing.events import (
    NotPublished,
    PublicationFailed,
    PublicationPublished,
    PublicationTryFailed,
    PublicationUnclear,
)
from alo153.publishing.holding import tell_of_place
from alo153.publishing.models import Post, Publication
from alo153.publishing.outlets import PORTAL
from alo153.publishing.states import State

# A run needs milliseconds from claiming a row to locking it; a job may wait a moment for a worker
GRACE: Final = timedelta(seconds=15)
# Instagram forgets after a day what is prepared and not published
PREPARED_HOLDS: Final = timedelta(hours=20)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Prepared:
    """The other side has it and shows it to nobody yet; it needs a moment."""

    name: str
    ready_after: timedelta


def publish(*, publication_id: int, now: Callable[[], datetime]) -> None:
    """Publish what waits; what somebody else took or published is left alone.

    Args:
        now: the clock, read before and after the other side answered.
    """
    owner = uuid4()
    if not _claim(publication_id, owner, now()):
        return
    with transaction.atomic():
        found = _held(publication_id, owner)
        if found and found.channel == PORTAL:
            _announce(found, now())
        elif found:
            _conclude(found, _hand_over(found, now()), now())


def _claim(publication_id: int, owner: UUID, at: datetime) -> bool:
    waiting = Publication.objects.filter(pk=publication_id, state=State.WAITING, due_at__lte=at)
    taken = waiting.update(
        state=State.PUBLISHING, claimed_by=owner, claimed_at=at, attempts=F("attempts") + 1
    )
    return taken == 1


def _held(publication_id: int, owner: UUID) -> Publication | None:
    rows = Publication.objects.select_for_update(of=("self",)).select_related("post__approved_by")
    return rows.filter(pk=publication_id, state=State.PUBLISHING, claimed_by=owner).first()


def _announce(found: Publication, at: datetime) -> None:
    """Announce it on the portal, in the transaction that says so."""
    by = cast(User, found.post.approved_by)  # a constraint of the table
    found.announcement = knowledge.announce_approved(
        text=found.text,
        begins_at=at,
        ends_at=at + timedelta(days=found.post.portal_days),
        by=by,
        at=at,
    )
    _conclude(found, Sent(str(found.announcement.pk)), at)


def _hand_over(found: Publication, at: datetime) -> Sent | Prepared | NotSent:
    try:
        there = adapters.publisher(found.channel)
        if there is None:
            return PermanentFailure("channel off")
        address, how = there
        words = _as_everybody_reads_it(found)
        if how.prepare and not _is_prepared(found, at):
            return Prepared(how.prepare(address, words), how.ready_after)
        return how.publish(address, words, found.prepared)
    except NotSent as problem:
        return problem
    except Exception as error:  # whatever it was, the post may stand there
        logger.error("publication %s: %s", found.pk, type(error).__name__)
        return Unclear("unexpected")


def _is_prepared(found: Publication, at: datetime) -> bool:
    return found.prepared_at is not None and found.prepared_at > at - PREPARED_HOLDS


def _as_everybody_reads_it(found: Publication) -> PublicPost:
    post = found.post
    url = picture_url(post) if post.picture else ""
    return PublicPost(
        text=found.text,
        picture_url=url,
        alt_text=post.alt_text,
        read_picture=partial(_picture, post),
    )


def _picture(post: Post) -> bytes:
    with post.picture.open("rb") as content:
        return bytes(content.read())


def picture_url(post: Post) -> str:
    """Return where anybody finds the picture of an approved post."""
    return f"{settings.PUBLIC_URL}/pictures/{post.picture_key}.jpg"


def _conclude(found: Publication, result: Sent | Prepared | NotSent, at: datetime) -> None:
    post = found.post_id
    match result:
        case Sent(reference):
            found.reference, found.published_at = reference[:200], at
            found.state, found.last_error = State.PUBLISHED, ""
            found.save()
            tell_of_place(PublicationPublished(post=post), found, by=None, at=at)
        case Prepared(name, ready_after):
            found.prepared, found.prepared_at = name[:200], at
            found.attempts -= 1  # it was not tried
            _wait(found, ready_after, at)
        case TemporaryFailure(code=code, wait_seconds=least) if wait := retrying.wait_after(
            found.attempts, at_least=timedelta(seconds=least)
        ):
            _wait(found, wait, at)
            _tell_why(PublicationTryFailed(post=post, code=code), found, at)
        case TemporaryFailure(code=code) | PermanentFailure(code=code):
            found.state, found.prepared, found.prepared_at = State.FAILED, "", None
            _tell_why(PublicationFailed(post=post, code=code), found, at)
        case NotSent(code=code):
            found.state = State.UNCLEAR
            _tell_why(PublicationUnclear(post=post, code=code), found, at)


def _wait(found: Publication, wait: timedelta, at: datetime) -> None:
    found.state, found.due_at = State.WAITING, at + wait
    found.save()
    seconds = math.ceil(wait.total_seconds())
    enqueue(queries.PUBLISH_JOB, wait_seconds=seconds, publication_id=found.pk)


def _tell_why(told: NotPublished, found: Publication, at: datetime) -> None:
    found.last_error = told.code[:60]
    found.save()
    tell_of_place(told, found, by=None, at=at)


def recover(*, at: datetime) -> None:
    """Find what a dead worker left behind, and put it right.

    What waits gets one job again. What was *publishing* is unclear, unless it was only prepared:
    nothing that everybody sees is sent twice without a person who looked.
    """
    for key in queries.orphaned(before=at - GRACE):
        _settle_orphan(key, at)
    for key in queries.forgotten(before=at - GRACE):
        enqueue_once(queries.PUBLISH_JOB, f"publish {key}", publication_id=key)
    for key in queries.left_standing(before=at - GRACE):
        enqueue_once(queries.WITHDRAW_JOB, f"withdraw {key}", publication_id=key)


@transaction.atomic
def _settle_orphan(key: int, at: datetime) -> None:
    rows = Publication.objects.filter(pk=key, state=State.PUBLISHING, claimed_at__lt=at - GRACE)
    found = rows.select_for_update(skip_locked=True, of=("self",)).select_related("post").first()
    if found is None:
        return  # its worker lives
    if _was_harmless(found):
        _wait(found, timedelta(0), at)
    else:
        found.state = State.UNCLEAR
        _tell_why(PublicationUnclear(post=found.post_id, code="worker lost"), found, at)


def _was_harmless(found: Publication) -> bool:
    """Say whether a lost run has shown nothing to anybody.

    It was preparing, or the portal's announcement went with its transaction.
    """
    prepares = any(
        kind.publishing is not None and kind.publishing.prepare is not None
        for kind in registry.transports_of(found.channel)
    )
    return found.channel == PORTAL or (prepares and found.prepared_at is None)
