"""A person's result of a check: published, not published, or removed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core.jobs import enqueue
from alo153.publishing import queries
from alo153.publishing.events import (
    PublicationConfirmed,
    PublicationGivenUp,
    PublicationRepeated,
    PublicationWithdrawn,
)
from alo153.publishing.holding import held_place, tell_of_place
from alo153.publishing.models import Publication
from alo153.publishing.permissions import APPROVE_POSTS
from alo153.publishing.states import State


@transaction.atomic
def confirm(*, publication: Publication, by: User, at: datetime) -> None:
    """Say that a post whose fate was unclear was published. Raises NotPermitted, NotNow."""
    permit(APPROVE_POSTS, by=by)
    found = held_place(publication, State.UNCLEAR)
    found.state, found.published_at = State.PUBLISHED, at
    found.last_error = ""
    found.save(update_fields=["state", "published_at", "last_error"])
    tell_of_place(PublicationConfirmed(post=found.post_id), found, by=by, at=at)


@transaction.atomic
def repeat(*, publication: Publication, by: User, at: datetime) -> None:
    """Send it again if it was not published; the asker checked. Raises NotPermitted, NotNow."""
    permit(APPROVE_POSTS, by=by)
    found = held_place(publication, State.FAILED, State.UNCLEAR)
    seconds = settings.SEND_DELAY_SECONDS
    found.state, found.due_at = State.WAITING, at + timedelta(seconds=seconds)
    found.attempts, found.prepared, found.prepared_at = 0, "", None
    found.save()
    tell_of_place(PublicationRepeated(post=found.post_id), found, by=by, at=at)
    enqueue(queries.PUBLISH_JOB, wait_seconds=seconds, publication_id=found.pk)


@transaction.atomic
def give_up(*, publication: Publication, by: User, at: datetime) -> None:
    """Try no more if it was not published; the asker checked. Raises NotPermitted, NotNow."""
    permit(APPROVE_POSTS, by=by)
    found = held_place(publication, State.WAITING, State.FAILED, State.UNCLEAR)
    found.state, found.withdrawn_at, found.last_error = State.WITHDRAWN, at, ""
    found.save(update_fields=["state", "withdrawn_at", "last_error"])
    tell_of_place(PublicationGivenUp(post=found.post_id), found, by=by, at=at)


@transaction.atomic
def note_removed(*, publication: Publication, by: User, at: datetime) -> None:
    """Say that somebody removed it there by hand. Raises NotPermitted, NotNow."""
    permit(APPROVE_POSTS, by=by)
    found = held_place(publication, State.PUBLISHED)
    found.state, found.withdrawn_at, found.last_error = State.WITHDRAWN, at, ""
    found.save(update_fields=["state", "withdrawn_at", "last_error"])
    told = PublicationWithdrawn(post=found.post_id, by_hand=True)
    tell_of_place(told, found, by=by, at=at)
