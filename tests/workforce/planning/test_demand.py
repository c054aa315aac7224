"""People wanted by a roster, from the calls that came."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.workforce import center
from tests.workforce.center import AT

from alo153.calls.models import Call
from alo153.citizens.channel import Channel
from alo153.contacts.models import Interaction
from alo153.workforce import demand
from alo153.workforce.staffing.requirement import Service

pytestmark = pytest.mark.django_db


def calls(days: int, a_day: int = 12) -> None:
    """Let calls come in at ten o'clock of each day."""
    instants = [AT - timedelta(days=day) for day in range(1, days + 1) for _ in range(a_day)]
    contacts = Interaction.objects.bulk_create(
        Interaction(channel=Channel.PHONE, direction="in", started_at=at) for at in instants
    )
    Call.objects.bulk_create(
        Call(id=uuid4(), direction="in", entered_at=each.started_at, interaction=each)
        for each in contacts
    )


def test_calls_of_the_city_s_hours_become_people() -> None:
    calls(days=21)
    roster = center.draft(days=7)
    found = demand.from_calls(roster, Service(shrinkage=0), handling_seconds=240, others=0, at=AT)
    people, first = found.people, found.people[:24]
    assert len(people) == 7 * 24
    assert found.low[10] <= people[10] <= found.high[10]
    # Twelve calls at ten, and one person at every other hour
    assert first[10] >= 2
    assert {*first[:10], *first[11:]} == {1.0}


def test_other_work_of_office_hours_is_added_on_working_days() -> None:
    calls(days=21)
    roster = center.draft(days=7)
    found = demand.from_calls(roster, Service(shrinkage=0), handling_seconds=240, others=5, at=AT)
    people = found.people
    saturday = people[5 * 24 : 6 * 24]
    assert people[8] == 6
    assert saturday[8] == 1


def test_a_week_of_calls_is_too_little_for_a_forecast() -> None:
    calls(days=7)
    with pytest.raises(demand.NoHistory):
        demand.history_of_calls(AT)
