"""Why somebody has this night, asked of a roster of the city."""

from datetime import timedelta

import pytest
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT, MONDAY

from alo153.workforce import actions, reasons
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Leave
from alo153.workforce.roster.explain import Reason

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
NIGHT = [1.0] * 8 + [0.0] * 16


def test_a_night_is_explained_by_who_is_needed_and_who_cannot() -> None:
    elif_, murat, zeynep, pinar = center.people("elif", "murat", "zeynep", "pinar")
    center.contract(zeynep, center.WORKER | {Status.NURSING})
    roster = center.draft(days=7)
    center.want(roster, NIGHT)
    center.give(roster, elif_, "gece", TUESDAY)
    center.give(roster, murat, "gündüz", TUESDAY)
    actions.record_leave(
        user=pinar, kind=Leave.Kind.SICK, first=TUESDAY, last=TUESDAY, by=center.planner(), at=AT
    )
    found = reasons.of_shift(roster, elif_.pk, TUESDAY)
    assert found.why.short == {"": 8}
    assert {reason: [user for user, _ in them] for reason, them in found.others.items()} == {
        Reason.AWAY: [pinar],
        Reason.WORKS: [murat],
        Reason.LAW: [zeynep],
    }
    ((_, forbidden),) = found.others[Reason.LAW]
    assert forbidden.breach
    assert forbidden.breach.citation


def test_a_day_off_and_somebody_without_a_contract_have_no_reasons() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    for user in (elif_, cast.staff("murat")):
        with pytest.raises(LookupError):
            reasons.of_shift(roster, user.pk, MONDAY)
