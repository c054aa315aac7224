"""An administrator brings people in, changes what they may do, and lets them go."""

import secrets
from datetime import datetime

from django.db import transaction

from alo153.accounts.actions import forget_identities
from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.actions import staffing
from alo153.city.actions.staffing import Person
from alo153.city.permissions import MANAGE_STAFF
from alo153.core.actor import Actor

_RANDOM_BYTES = 32


class NameTaken(ValueError):
    """Somebody has this user name already."""


class Oneself(Exception):
    """Nobody gives themselves roles, or lets themselves go."""


@transaction.atomic
def admit_person(*, person: Person, by: User, at: datetime) -> User:
    """Enroll somebody, who chooses a password by the link of the invitation.

    Raises:
        NotPermitted: `by` may not manage staff.
        NameTaken: as it says.
        ValueError: there is no such role, or it is not given so.
    """
    permit(MANAGE_STAFF, by=by)
    if User.objects.filter(username=person.username.lower()).exists():
        raise NameTaken(person.username)
    # Nobody knows it; without one the link of the invitation would open nothing
    password = secrets.token_urlsafe(_RANDOM_BYTES)
    return staffing.staff(person, password=password, by=Actor.staff(by.pk), at=at)


@transaction.atomic
def change_person(*, person: Person, by: User, at: datetime) -> User:
    """Bring a member of staff up to date, with exactly these roles and units.

    Roles that differ from unit to unit stay so: what was chosen names no unit of a role.

    Raises:
        NotPermitted: `by` may not manage staff.
        Oneself: it is `by`.
        User.DoesNotExist: there is no such member of staff.
        ValueError: there is no such role, or it is not given so.
    """
    permit(MANAGE_STAFF, by=by)
    found = User.objects.select_for_update().get(username=person.username.lower())
    if found == by:
        raise Oneself
    actor, before = Actor.staff(by.pk), found.grants
    if person.email.lower() != found.email.lower():
        # Whoever came in by the former e-mail was perhaps somebody else
        forget_identities(user=found)
    return staffing.staff(person, password=None, before=before, by=actor, at=at)


@transaction.atomic
def dismiss_person(*, user: User, by: User, at: datetime) -> None:
    """End somebody's account and roles; the name stays in the history.

    Raises:
        NotPermitted: `by` may not manage staff.
        Oneself: it is `by`.
    """
    permit(MANAGE_STAFF, by=by)
    if user == by:
        raise Oneself
    staffing.let_go(user, by=Actor.staff(by.pk), at=at)
