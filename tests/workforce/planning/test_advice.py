"""What shifts advise the routing; without shifts nothing, and the switchboard goes on."""

import asyncio
from datetime import timedelta

import pytest
from tests.workforce import center
from tests.workforce.center import MONDAY

from alo153.city import queries as city
from alo153.core import clock
from alo153.switchboard import shift_advice
from alo153.switchboard.acd.turn.events import Event
from alo153.workforce import advice, queries

pytestmark = pytest.mark.django_db


def published(name: str) -> int:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, name, MONDAY)
    center.publish(roster)
    return elif_.pk


def test_before_the_break_the_break_speaks_and_by_day_nothing_after_it() -> None:
    agent = published("gündüz")
    pause = queries.published_on(MONDAY, MONDAY).get().pause
    assert pause
    before, after = pause.starts_at - timedelta(hours=1), pause.ends_at
    assert advice.limits(before)[agent] == advice.Limit(pause.starts_at, hard=False)
    assert advice.limits(after) == {}


def test_the_end_of_a_night_is_hard_and_outlives_it_for_a_while() -> None:
    agent = published("gece")
    shift = queries.published_on(MONDAY, MONDAY).get()
    pause = shift.pause
    assert pause
    for at in (pause.ends_at, shift.ends_at + timedelta(minutes=30)):
        assert advice.limits(at)[agent] == advice.Limit(shift.ends_at, hard=True)
    assert advice.limits(shift.ends_at + timedelta(hours=4)) == {}


def test_without_a_published_roster_there_is_no_advice() -> None:
    (elif_,) = center.people("elif")
    center.give(center.draft(days=7), elif_, "gündüz", MONDAY)
    assert advice.limits(city.day_begins(MONDAY) + timedelta(hours=10)) == {}


def test_a_workforce_that_fails_leaves_the_calls_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[Event] = []
    advising = shift_advice.ShiftAdvice(post=posted.append)
    given = {"agent": True}

    def limits() -> shift_advice.Limits:
        if given["agent"]:
            return {1: shift_advice.ShiftLimit(at=clock.now().timestamp(), hard=True)}
        raise RuntimeError("no shifts today")

    monkeypatch.setattr(shift_advice, "limits", limits)

    async def look() -> None:
        advising._tell(await advising._looked())

    asyncio.run(look())
    given["agent"] = False
    asyncio.run(look())
    asyncio.run(look())
    told = [event.limits for event in posted if isinstance(event, shift_advice.ShiftsSeen)]
    assert [list(each) for each in told] == [[1], []]
