"""Grants to a member of staff, which hold when a second person confirms them (ADR 81)."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted, permit
from alo153.accounts.roles import Grant
from alo153.city.actions import staffing
from alo153.city.actions.staffing import Person
from alo153.city.events import (
    StaffChangeAsked,
    StaffChangeConfirmed,
    StaffChangeLapsed,
    StaffChangeOvertaken,
    StaffChangeRefused,
)
from alo153.city.models import StaffChange, Unit
from alo153.city.permissions import CONFIRM_STAFF, MANAGE_STAFF
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor

State = StaffChange.State
_RANDOM_BYTES = 32
CHANGES_WAIT: Final = timedelta(days=30)
"""An older undecided change is not needed, and contains a person's name and address."""


class NameTaken(ValueError):
    """Somebody has this user name already, or is to get it."""


class Oneself(Exception):
    """Nobody gives themselves roles, confirms them, or lets themselves go."""


class OwnStaffChange(Exception):
    """Nobody confirms what they asked for themselves."""


class StaffChangeDecided(Exception):
    """Somebody decided it already, or something else overtook it."""


class StaffChangeOutdated(Exception):
    """A role or unit is there no more, the name was taken, or who asked may not any more."""


@transaction.atomic
def ask(person: Person, *, user: User | None, by: User, at: datetime) -> StaffChange:
    """Keep what somebody would give, and tell the people who can confirm it.

    Raises:
        NameTaken: an account of this name waits already.
    """
    facts = {
        "user": user,
        "username": person.username.lower(),
        "full_name": person.full_name,
        "email": person.email,
        "roles": person.roles,
        "units": [unit.slug for unit in person.units],
    }
    try:
        with transaction.atomic():
            change = StaffChange.objects.create(requested_by=by, requested_at=at, **facts)
    except IntegrityError as error:
        raise NameTaken(person.username) from error
    said = StaffChangeAsked(user=user.pk if user else None)
    events.record(said, subject=change, by=Actor.staff(by.pk), at=at)
    return change


def hold_account(key: int) -> None:
    """Hold an account before its changes: two people who decide at once never wait in a circle."""
    User.objects.select_for_update().filter(pk=key).first()


@transaction.atomic
def overtake(username: str, *, by: User, at: datetime) -> None:
    """End what waits for an account: something else is done to it."""
    for change in _waiting().filter(username=username):
        _decide(change, State.OVERTAKEN, by=by, at=at)
        events.record(StaffChangeOvertaken(), subject=change, by=Actor.staff(by.pk), at=at)


@transaction.atomic
def confirm_staff_change(*, change: StaffChange, by: User, at: datetime) -> User:
    """Give what somebody else asked for; a new account has a password that nobody knows.

    Raises:
        NotPermitted: `by` may not confirm.
        OwnStaffChange, Oneself, StaffChangeDecided, StaffChangeOutdated: as said; nothing changes.
    """
    permit(CONFIRM_STAFF, by=by)
    if change.user_id is not None:
        hold_account(change.user_id)
    row = _held(change)
    if row.requested_by_id == by.pk:
        raise OwnStaffChange
    if row.user_id == by.pk:
        raise Oneself
    row.user = _given(row, at)
    _decide(row, State.CONFIRMED, by=by, at=at)
    said = StaffChangeConfirmed(requested_by=row.requested_by_id)
    events.record(said, subject=row, by=Actor.staff(by.pk), at=at)
    return row.user


@transaction.atomic
def refuse_staff_change(*, change: StaffChange, by: User, at: datetime) -> None:
    """Refuse a change; its requester withdraws it by the same verb.

    Raises:
        NotPermitted: `by` may not confirm it, and is not its requester.
        StaffChangeDecided: as it says.
    """
    own = change.requested_by_id == by.pk
    permit(MANAGE_STAFF if own else CONFIRM_STAFF, by=by)
    row = _held(change)
    _decide(row, State.REFUSED, by=by, at=at)
    said = StaffChangeRefused(requested_by=row.requested_by_id)
    events.record(said, subject=row, by=Actor.staff(by.pk), at=at)


@transaction.atomic
def lapse_staff_changes(*, at: datetime) -> None:
    """End what waits for too long: the name is free, and the person who asked is told."""
    for row in _waiting().filter(requested_at__lt=at - CHANGES_WAIT):
        _decide(row, State.LAPSED, by=None, at=at)
        said = StaffChangeLapsed(requested_by=row.requested_by_id)
        events.record(said, subject=row, by=SYSTEM, at=at)


@transaction.atomic
def forget_staff_changes(*, before: datetime) -> None:
    """Forget what was decided before then: all of it if nothing was given, else the address.

    Who asked and who confirmed stays with what was given (ADR 81).
    """
    decided = StaffChange.objects.filter(decided_at__lt=before)
    decided.exclude(state=State.CONFIRMED).delete()
    decided.exclude(email="").update(email="")


def _given(row: StaffChange, at: datetime) -> User:
    """Grant the content of a change, in the name of its requester. Raises StaffChangeOutdated."""
    person, password = _person(row), None
    before: frozenset[Grant] = frozenset()
    if row.user:
        before = row.user.grants
    elif User.objects.filter(username=row.username).exists():
        raise StaffChangeOutdated
    else:
        # Nobody knows it; without one the link of the invitation would open nothing
        password = secrets.token_urlsafe(_RANDOM_BYTES)
    actor = Actor.staff(row.requested_by_id)
    try:
        permit(MANAGE_STAFF, by=actor)
        with transaction.atomic():
            return staffing.staff(person, password=password, before=before, by=actor, at=at)
    except (NotPermitted, ValueError) as error:
        raise StaffChangeOutdated from error


def _person(row: StaffChange) -> Person:
    units = list(Unit.objects.filter(slug__in=row.units, retired_at=None))
    if len(units) != len(row.units):
        raise StaffChangeOutdated
    return Person(
        username=row.username,
        full_name=row.full_name,
        email=row.email,
        roles=row.roles,
        units=units,
    )


def _held(change: StaffChange) -> StaffChange:
    row = _waiting().filter(pk=change.pk).first()
    if row is None:
        raise StaffChangeDecided
    return row


def _waiting() -> QuerySet[StaffChange]:
    return StaffChange.objects.select_for_update().filter(state=State.WAITING)


def _decide(row: StaffChange, state: State, *, by: User | None, at: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state, by, at
    row.save(update_fields=["user", "state", "decided_by", "decided_at"])
