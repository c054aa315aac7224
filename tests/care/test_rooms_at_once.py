"""Two keepers of a room give a time at the same moment."""

from datetime import timedelta
from functools import partial
from unittest.mock import patch

import pytest
from tests import cast
from tests.care import keepers
from tests.cases.at_once import Other

from alo153.accounts.models import User
from alo153.care import actions
from alo153.care.actions import visiting
from alo153.care.models import Room, Visit

pytestmark = pytest.mark.django_db(transaction=True)
BEGINS = cast.AT + timedelta(hours=1)


def plan(visit: Visit, by: User) -> Visit:
    return actions.plan(visit=visit, begins_at=BEGINS, minutes=45, by=by, at=cast.AT)


def test_one_time_is_given_to_one_person() -> None:
    ece = keepers.psychologist()
    first, second = (
        actions.ask_visit(room=Room.PSYCHOLOGIST, wish="", by=cast.staff(who), at=cast.AT)
        for who in ("elif", "murat")
    )
    other, tell = Other(partial(plan, second, ece)), visiting._tell

    def told(visit: Visit, **given: object) -> None:
        """The first has a time, and nobody else can know it yet."""
        other.begins()
        tell(visit, **given)  # type: ignore[arg-type]

    with patch.object(visiting, "_tell", told):
        plan(first, ece)
        with pytest.raises(actions.TimeTaken):
            other.ends()
    assert Visit.objects.get(state=Visit.State.PLANNED) == first
