"""Another body sets its own day for the answer anew."""

from datetime import date, datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.cases.events.time import CaseDateThereMoved
from alo153.cases.models import Case, Clock, RegisterEntry
from alo153.cases.permissions import OPEN_CASE
from alo153.cases.verbs.moving import locked, refresh, tell
from alo153.cases.verbs.timing import clock_of, read_again
from alo153.core.actor import Actor


@transaction.atomic
def move_date_there(*, case: Case, due_date: date, by: User, at: datetime) -> None:
    """Keep the day that the other body wants the answer by now; a closed case has none to keep.

    It is that body's decision: people who record its messages may record them for any case.

    Raises:
        NotPermitted: this person opens no applications.
        RegisterEntry.DoesNotExist: no other body has it.
    """
    permit(OPEN_CASE, by=by)
    current = locked(case)
    entry = RegisterEntry.objects.select_for_update().get(case=current)
    if not current.is_open or entry.due_date == due_date:
        return
    entry.due_date = due_date
    entry.save(update_fields=["due_date"])
    read_again(clock_of(current, Clock.Purpose.ANSWER))
    what = CaseDateThereMoved(due_date=due_date.isoformat())
    tell(current, what, by=Actor.staff(by.pk), at=at)
    refresh(case, current)
