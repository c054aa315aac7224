"""Reading alarms: what a person must look at. The first argument is who asks."""

from functools import cache
from typing import Final

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.models import Case, RaisedAlarm
from alo153.cases.permissions import FORWARD_CASE, WORK_ON_UNIT_CASES
from alo153.cases.policy.sight import Shape, Sight, seen, sight_of
from alo153.cases.policy.standing import may
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.verbs import Verb
from alo153.core.database.prepared import Prepared

# Who works on a case says whether it is urgent
SETTLING = (FORWARD_CASE, WORK_ON_UNIT_CASES)
_MOST_SHOWN: Final = 20


def waiting(asker: User) -> QuerySet[RaisedAlarm]:
    """Return the alarms nobody looked at, of open cases this person may see; the oldest first."""
    return _waiting(sight_of(asker))


def first_waiting(asker: User) -> list[RaisedAlarm]:
    """Return the first of them, as a page shows them above a list; one query, prepared."""
    sight = sight_of(asker)
    return _first_waiting(sight.shape)(*sight.values)


def first_urgent(asker: User) -> list[Case]:
    """Return the open cases called urgent that this person may see; late ones first.

    The first of them, as a page shows them above a list; one query, prepared.
    """
    sight = sight_of(asker)
    return _first_urgent(sight.shape)(*sight.values)


def _waiting(sight: Sight) -> QuerySet[RaisedAlarm]:
    raised = RaisedAlarm.objects.filter(state=RaisedAlarm.State.RAISED)
    of_open = raised.filter(case__in=seen(sight).exclude(state=State.CLOSED))
    return of_open.select_related("case").order_by("raised_at", "id")


@cache
def _first_waiting(shape: Shape) -> Prepared[RaisedAlarm]:
    return Prepared(lambda *units: _waiting(shape.sight(units))[:_MOST_SHOWN], *shape.kinds)


@cache
def _first_urgent(shape: Shape) -> Prepared[Case]:
    def make(*units: int) -> QuerySet[Case]:
        those = seen(shape.sight(units)).filter(urgent_at__isnull=False)
        return those.exclude(state=State.CLOSED).order_by("due_at", "id")[:_MOST_SHOWN]

    return Prepared(make, *shape.kinds)


_OF_CASE = Prepared(
    lambda case: (
        RaisedAlarm.objects.filter(case=case)
        .exclude(state=RaisedAlarm.State.DISMISSED)
        .select_related("settled_by")
    ),
    int,
)


def of_case(case: Case) -> list[RaisedAlarm]:
    """Return the alarms of a case that are not dismissed; one query."""
    return _OF_CASE(case.pk)


def find(asker: User, number: int) -> RaisedAlarm:
    """Return one alarm of a case that this person may see.

    Raises:
        RaisedAlarm.DoesNotExist: there is none, or they may not see it: the same answer.
    """
    those = RaisedAlarm.objects.filter(case__in=queries.visible_to(asker))
    return those.select_related("case").get(pk=number)


def may_settle(asker: User, case: Case) -> bool:
    """Tell whether this person says of a case's alarms what they are."""
    return may(asker, Verb.SETTLE_ALARM, case)
