"""Figures that supervisors read on the wall: each rings, and a rule on it can be tried."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests import cast
from tests.alarms.watching import call, gave_up, rule, words
from tests.cases.together import incidents
from tests.counter import visitors

from alo153.alarms import actions
from alo153.alarms.models import Alarm
from alo153.alarms.queries.live import readers as live
from alo153.alarms.queries.past import readers as past
from alo153.alarms.queries.simulation import simulate
from alo153.alarms.rules.figures import FIGURES
from alo153.alarms.rules.replay import Rang
from alo153.calls.models import Call
from alo153.city import queries as city
from alo153.core.clock import now
from alo153.reports.models import ContactHalfHour

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
# 10:00 in Kocaeli
AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def test_each_figure_is_read_now_and_in_the_past_that_is_kept() -> None:
    assert set(live.READERS) == {each.key for each in FIGURES}
    assert set(past.READERS) == {each.key for each in FIGURES if each.has_past}


def tried(figure: str, at: datetime, of: str = "", **limits: float) -> list[Rang]:
    """Return what a rule would have done in the month before an instant."""
    written = words(figure, **limits)
    found = simulate(written.figure, of, written.limits, at=at)
    assert found
    return found.rang


def test_callers_who_give_up_ring_for_15_minutes() -> None:
    rule("abandoned", of="general", rings_at=1, clears_at=1)
    before = AT - 20 * MINUTE
    for minutes in (0, 10, 11):
        gave_up(before + minutes * MINUTE, 60)
    call(AT - 5 * MINUTE, ended_at=AT, outcome="abandoned", ended_by="caller", queue="water")
    actions.evaluate(at=AT)
    alarm = Alarm.objects.get()
    assert (alarm.value, alarm.label) == (2, "Genel"), "the first gave up 19 minutes ago"
    rang = tried("abandoned", AT + DAY, "general", rings_at=2, clears_at=1)
    assert [each.since for each in rang] == [before + 12 * MINUTE]
    actions.evaluate(at=AT + 10 * MINUTE)
    actions.evaluate(at=AT + 12 * MINUTE)
    assert Alarm.objects.get().cleared_at


def test_kept_places_ring_until_they_are_called() -> None:
    rule("kept_places", rings_at=0, clears_at=0)
    call(AT - 5 * MINUTE)
    kept = call(AT - 4 * MINUTE, place_kept_at=AT - 2 * MINUTE)
    actions.evaluate(at=AT)
    assert Alarm.objects.get().value == 1, "a caller in the line has no kept place"
    Call.objects.filter(pk=kept.pk).update(answered_at=AT, waited_seconds=240)
    actions.evaluate(at=AT + MINUTE)
    actions.evaluate(at=AT + 3 * MINUTE)
    assert Alarm.objects.get().cleared_at
    [once] = tried("kept_places", AT + DAY, rings_at=0, clears_at=0)
    assert once.since == AT - 2 * MINUTE


def test_a_month_that_is_tried_begins_with_what_was_there_before_it() -> None:
    gave_up(AT - 11 * MINUTE, 60)
    call(AT - DAY, place_kept_at=AT - DAY)
    for figure in ("abandoned", "kept_places"):
        [once] = tried(figure, AT + 30 * DAY, rings_at=0, clears_at=0)
        assert once.since == AT, figure


def test_many_calls_ring_against_the_usual_of_the_half_hour() -> None:
    rule("calls_times", rings_at=2, clears_at=1.5)
    for minute in range(5):
        call(AT - minute * MINUTE)
    actions.evaluate(at=AT)
    assert not Alarm.objects.exists(), "a new center knows no usual"
    # 09:30 on the same weekday, and 10:00, which is not over
    for begins_at, calls in ((AT - 7 * DAY - 30 * MINUTE, 2), (AT - 7 * DAY, 50)):
        ContactHalfHour.objects.create(
            begins_at=begins_at, queue="general", agent=0, channel="phone", calls_in=calls
        )
    actions.evaluate(at=AT)
    assert Alarm.objects.get().value == 2.5
    [once] = tried("calls_times", AT + MINUTE, rings_at=2, clears_at=1.5)
    assert (once.since, once.worst) == (AT, 2.5)


def test_visitors_ring_in_their_own_communication_center() -> None:
    for center in ("izmit", "gebze"):
        rule("visitors", of=center, rings_at=1, clears_at=1)
    for _ in range(2):
        visitors.take()
    actions.evaluate(at=visitors.AT)
    alarm = Alarm.objects.get()
    assert (alarm.value, alarm.subject) == (2, "izmit")
    assert alarm.label == visitors.office().name


def test_applications_of_today_ring_and_begin_anew_at_midnight() -> None:
    rule("opened_today", rings_at=1, clears_at=1)
    for at in (AT - DAY, AT - DAY + MINUTE, AT - MINUTE):
        cast.open_case(at=at)
    actions.evaluate(at=AT)
    assert not Alarm.objects.exists(), "two of the three were opened yesterday"
    [yesterday] = tried("opened_today", AT, rings_at=1, clears_at=1)
    assert yesterday.since == AT - DAY + MINUTE
    assert yesterday.until == city.midnight(AT) + 2 * MINUTE
    cast.open_case(at=AT)
    actions.evaluate(at=AT)
    assert Alarm.objects.get().value == 2


def test_open_incidents_ring() -> None:
    rule("open_incidents", rings_at=0, clears_at=0)
    actions.evaluate(at=now())
    assert not Alarm.objects.exists()
    incident = incidents.burst()
    actions.evaluate(at=now())
    assert Alarm.objects.get().value == 1
    [once] = tried("open_incidents", now() + MINUTE, rings_at=0, clears_at=0)
    assert once.since == incident.opened_at
