"""Give a case of a unit to one of its people."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.permissions import Permission
from alo153.cases.actions.answering import NotTheirs
from alo153.cases.actions.moving import locked, move, refresh, tell
from alo153.cases.lifecycle import State, Verb
from alo153.cases.models import Case
from alo153.core.actor import Actor
from alo153.units import queries as unit_queries


@transaction.atomic
def assign(*, case: Case, to: User, by: User, at: datetime) -> None:
    """Put a case into somebody's hands; one that nobody accepted yet is accepted with it.

    Raises:
        NotTheirs: who gives or who takes does not work in the case's unit, or who takes may not
            read it.
        NotPossible: no unit works on it, or it goes with another case.
    """
    current = locked(case)
    unit = current.unit
    if unit is None or not all(unit_queries.is_member(who, unit) for who in (to, by)):
        raise NotTheirs
    if current.confidential and not to.may(Permission.READ_CONFIDENTIAL):
        raise NotTheirs
    actor = Actor.staff(by.pk)
    if current.state == State.ACCEPTED and not current.follows_id:
        current.accepted_by = to
        current.save(update_fields=["accepted_by"])
        tell(current, "case.assigned", by=actor, at=at, to=to.pk)
    else:
        move(current, Verb.ACCEPT, accepted_by=to)
        tell(current, "case.accepted", by=actor, at=at, unit=unit.pk, to=to.pk)
    refresh(case, current)
