"""Give a case of a unit to one of its people."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.life import CaseAccepted, CaseAssigned
from alo153.cases.models import Case
from alo153.cases.policy.permitted import Denied
from alo153.cases.policy.permitting import NotTheirs, permit
from alo153.cases.policy.standing import may
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, move, refresh, tell
from alo153.core.actor import Actor


@transaction.atomic
def assign(*, case: Case, to: User, by: User, at: datetime) -> None:
    """Put a case into somebody's hands; one that nobody accepted yet is accepted with it.

    Raises:
        NotTheirs: the giver or the taker does not work in the case's unit, or the taker may not
            read it.
        NotPossible: no unit works on it, or it goes with another case.
    """
    current = locked(case)
    permit(Verb.ASSIGN, current, by=by)
    if not may(to, Verb.ACCEPT, current):
        raise NotTheirs(Denied.COLLEAGUE)
    actor = Actor.staff(by.pk)
    if current.state == State.ACCEPTED and not current.lead_id:
        current.accepted_by = to
        current.save(update_fields=["accepted_by"])
        tell(current, CaseAssigned(to=to.pk), by=actor, at=at)
    else:
        move(current, Verb.ACCEPT, accepted_by=to)
        tell(current, CaseAccepted(unit=current.unit_id, to=to.pk), by=actor, at=at)
    refresh(case, current)
