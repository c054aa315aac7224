"""Staff sit down at a desk, and leave it."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city import queries as city
from alo153.city.models import Office
from alo153.contacts.conversations import bell
from alo153.core import events, live
from alo153.core.actor import Actor
from alo153.counter import queries
from alo153.counter.events import DeskClosed, DeskOpened
from alo153.counter.models import DeskSession
from alo153.counter.permissions import SERVE_AT_COUNTER


class NoSuchDesk(ValueError):
    """The communication center has no such desk, or no such service."""


class DeskTaken(ValueError):
    """Somebody else sits there."""


class DeskBusy(ValueError):
    """A visitor is called or served at the desk."""


@transaction.atomic
def open_desk(
    *, office: Office, desk: int, letters: Collection[str], by: User, at: datetime
) -> DeskSession:
    """Sit down at a desk that calls the services with these letters; one's former desk is left.

    Raises:
        NotPermitted, NoSuchDesk, DeskTaken: as they say.
        DeskBusy: a visitor is at the former desk.
    """
    permit(SERVE_AT_COUNTER, by=by)
    offered = {service.letter for service in city.services_of(office)}
    if not 1 <= desk <= office.desks or not letters or not offered.issuperset(letters):
        raise NoSuchDesk(desk)
    before = DeskSession.objects.select_for_update().filter(user=by, closed_at=None).first()
    if before:
        _close(before, Actor.staff(by.pk), at)
    try:
        with transaction.atomic():
            session = DeskSession.objects.create(
                office=office, desk=desk, user=by, letters=sorted(letters), opened_at=at
            )
    except IntegrityError as error:
        raise DeskTaken(desk) from error
    said = DeskOpened(office=office.slug, desk=desk)
    events.record(said, subject=session, by=Actor.staff(by.pk), at=at)
    live.publish(queries.topic(office))
    bell.ring()
    return session


@transaction.atomic
def close_desk(*, session: DeskSession, by: Actor, at: datetime) -> None:
    """Leave a desk; twice is once. Raises NotPermitted, DeskBusy."""
    permit(SERVE_AT_COUNTER, by=by)
    found = DeskSession.objects.select_for_update().get(pk=session.pk)
    if found.closed_at is None:
        _close(found, by, at)


def _close(session: DeskSession, by: Actor, at: datetime) -> None:
    if queries.at_hand(session):
        raise DeskBusy(session.desk)
    session.closed_at = at
    session.save(update_fields=["closed_at"])
    said = DeskClosed(office=session.office.slug, desk=session.desk)
    events.record(said, subject=session, by=by, at=at)
    live.publish(queries.topic(session.office))
    bell.ring()
