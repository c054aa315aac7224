"""Remove a post from a place. Removing twice does no harm, so it is simply tried again."""

import logging
import math
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.channels import adapters
from alo153.channels.contract import NotSent, PermanentFailure, TemporaryFailure
from alo153.core.actor import SYSTEM
from alo153.core.jobs import enqueue
from alo153.knowledge import actions as knowledge
from alo153.publishing import queries, retrying
from alo153.publishing.events import PublicationWithdrawn, WithdrawalAsked, WithdrawalFailed
from alo153.publishing.holding import held_place, tell_of_place
from alo153.publishing.models import Publication
from alo153.publishing.permissions import APPROVE_POSTS
from alo153.publishing.states import State

logger = logging.getLogger(__name__)


@transaction.atomic
def withdraw(*, publication: Publication, by: User, at: datetime) -> None:
    """Have a post removed from a place: from the portal at once, elsewhere by a job.

    Raises NotPermitted, NotNow.
    """
    permit(APPROVE_POSTS, by=by)
    found = held_place(publication, State.PUBLISHED)
    found.state, found.attempts, found.due_at = State.WITHDRAWING, 0, at
    found.save(update_fields=["state", "attempts", "due_at"])
    tell_of_place(WithdrawalAsked(post=found.post_id), found, by=by, at=at)
    if found.announcement:
        knowledge.end(announcement=found.announcement, by=SYSTEM, at=at)
        _gone(found, at)
    else:
        enqueue(queries.WITHDRAW_JOB, publication_id=found.pk)


@transaction.atomic
def note_ended(*, announcement_id: int, at: datetime) -> None:
    """Record that a post left the portal: somebody ended its announcement elsewhere.

    One query for an announcement that belongs to no post.
    """
    rows = Publication.objects.select_for_update(of=("self",)).select_related("post")
    found = rows.filter(announcement=announcement_id, state=State.PUBLISHED).first()
    if found:
        _gone(found, at)


def remove(*, publication_id: int, now: Callable[[], datetime]) -> None:
    """Remove what is to be removed, behind the lock of its row.

    Args:
        now: the clock, read before and after the other side answered.
    """
    with transaction.atomic():
        rows = Publication.objects.select_for_update(skip_locked=True, of=("self",))
        waiting = rows.filter(pk=publication_id, state=State.WITHDRAWING, due_at__lte=now())
        found = waiting.select_related("post").first()
        if found is None:
            return
        problem = _asked(found)
        if problem is None:
            _gone(found, now())
        else:
            _not_gone(found, problem, now())


def _asked(found: Publication) -> NotSent | None:
    try:
        there = adapters.publisher(found.channel)
        remove_there = there[1].withdraw if there else None
        if there is None or remove_there is None or not found.reference:
            return PermanentFailure("by hand")
        remove_there(there[0], found.reference)
    except NotSent as problem:
        return problem
    except Exception as error:  # a person looks; asked each minute it would fail each minute
        logger.error("publication %s: %s", found.pk, type(error).__name__)
        return PermanentFailure("unexpected")
    return None


def _gone(found: Publication, at: datetime) -> None:
    found.state, found.withdrawn_at, found.last_error = State.WITHDRAWN, at, ""
    found.save()
    tell_of_place(PublicationWithdrawn(post=found.post_id), found, by=None, at=at)


def _not_gone(found: Publication, problem: NotSent, at: datetime) -> None:
    found.attempts += 1
    least = problem.wait_seconds if isinstance(problem, TemporaryFailure) else 0
    wait = retrying.wait_after(found.attempts, at_least=timedelta(seconds=least))
    if wait is None or isinstance(problem, PermanentFailure):
        found.state, found.last_error = State.PUBLISHED, problem.code[:60]
        found.save()
        told = WithdrawalFailed(post=found.post_id, code=found.last_error)
        tell_of_place(told, found, by=None, at=at)
        return
    found.due_at = at + wait
    found.save()
    seconds = math.ceil(wait.total_seconds())
    enqueue(queries.WITHDRAW_JOB, wait_seconds=seconds, publication_id=found.pk)
