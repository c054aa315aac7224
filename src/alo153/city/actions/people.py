"""An administrator brings people in, changes what they may do, and lets them go.

What is given waits for a second person (ADR 81): `staff_changes`.
"""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.accounts.queries import members, unit_roles
from alo153.city.actions import staffing
from alo153.city.actions.staff_changes import NameTaken, Oneself, ask, hold_account, overtake
from alo153.city.actions.staffing import Person
from alo153.city.models import StaffChange
from alo153.city.permissions import MANAGE_STAFF
from alo153.core.actor import Actor


@transaction.atomic
def admit_person(*, person: Person, by: User, at: datetime) -> StaffChange:
    """Ask for an account of somebody; it is made when a second person confirms it.

    Raises:
        NotPermitted: `by` may not manage staff.
        NameTaken: somebody has it, or it waits for confirmation.
    """
    permit(MANAGE_STAFF, by=by)
    if User.objects.filter(username=person.username.lower()).exists():
        raise NameTaken(person.username)
    return ask(person, user=None, by=by, at=at)


@transaction.atomic
def change_person(*, person: Person, by: User, at: datetime) -> StaffChange | None:
    """Bring a member of staff up to date, with exactly these roles and units.

    What gives them nothing is done at once. A role more, another address or a return waits for a
    second person, with all else that was asked for; what waited before is overtaken. Roles that
    differ from unit to unit stay so: what was chosen names no unit of a role.

    Returns:
        What waits; None: it is done.

    Raises:
        NotPermitted: `by` may not manage staff.
        Oneself: it is `by`.
        User.DoesNotExist: there is no such member of staff; guests and systems are none.
        ValueError: there is no such role, or it is not given so.
    """
    permit(MANAGE_STAFF, by=by)
    found = members().select_for_update().get(username=person.username.lower())
    if found == by:
        raise Oneself
    overtake(found.username, by=by, at=at)
    if _gives(person, found):
        return ask(person, user=found, by=by, at=at)
    actor, before = Actor.staff(by.pk), found.grants
    staffing.staff(person, password=None, before=before, by=actor, at=at)
    return None


def _gives(person: Person, found: User) -> bool:
    """Tell whether somebody could do more then, or somebody else could sign in as them."""
    held = {(each.role, each.scope_key) for each in found.grants}
    more = staffing.held_after(person, found.grants, of_units=unit_roles()) - held
    return bool(more) or person.email != found.email or not found.is_active


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
    hold_account(user.pk)
    overtake(user.username, by=by, at=at)
    staffing.let_go(user, by=Actor.staff(by.pk), at=at)
