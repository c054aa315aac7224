"""People wanted by a roster, from the calls that came."""

from datetime import timedelta

import pytest
from tests.workforce import center
from tests.workforce.center import AT
from tests.workforce.facts import calls
from tests.workforce.pages import signed_in

from alo153.core import clock
from alo153.workforce import actions, demand
from alo153.workforce.models import Leave
from alo153.workforce.staffing.requirement import Service

pytestmark = pytest.mark.django_db


def came(days: int, a_day: int = 12) -> None:
    """Let calls come in at ten o'clock of each day."""
    for day in range(1, days + 1):
        calls(AT - timedelta(days=day), a_day)


def test_calls_of_the_city_s_hours_become_people() -> None:
    came(days=21)
    roster = center.draft(days=7)
    found = demand.from_calls(roster, Service(shrinkage=0), handling_seconds=240, others=0, at=AT)
    people, first = found.people, found.people[:24]
    assert len(people) == 7 * 24
    assert found.low[10] <= people[10] <= found.high[10]
    # Twelve calls at ten, and one person at every other hour
    assert first[10] >= 2
    assert {*first[:10], *first[11:]} == {1.0}


def test_other_work_of_office_hours_is_added_on_working_days() -> None:
    came(days=21)
    roster = center.draft(days=7)
    found = demand.from_calls(roster, Service(shrinkage=0), handling_seconds=240, others=5, at=AT)
    people = found.people
    saturday = people[5 * 24 : 6 * 24]
    assert people[8] == 6
    assert saturday[8] == 1


def test_a_week_of_calls_is_too_little_for_a_forecast() -> None:
    came(days=7)
    with pytest.raises(demand.NoHistory):
        demand.history_of_calls(AT)


def test_absences_of_the_last_half_year_are_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    address = f"/planning/rosters/{roster.pk}/demand/"
    assert 'name="forecast-shrinkage" value="12"' in page_of(address)
    first = AT.date() - timedelta(days=60)
    actions.record_leave(
        user=elif_,
        kind=Leave.Kind.REPORT,
        first=first,
        last=first + timedelta(days=17),
        by=center.planner(),
        at=AT,
    )
    # 18 days of 182, and half an hour of break in eight
    page = page_of(address)
    assert 'name="forecast-shrinkage" value="16"' in page
    assert "%10 kadarı izin ve hastalıkla" in page


def page_of(address: str) -> str:
    return signed_in("hakan").get(address).content.decode()
