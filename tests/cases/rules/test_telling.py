"""When somebody is told of a clock, and by which city's time."""

from dataclasses import replace
from datetime import datetime

from tests.cases.rules.kocaeli import KOCAELI, NEW_YORK, on

from alo153.cases.rules.clocks import Entry, Policy, Step, due, tell_at
from alo153.cases.rules.verbs import Verb


def test_a_city_elsewhere_counts_by_its_own_clock() -> None:
    """Late in the evening of New York it is the next day in Kocaeli, and in UTC."""
    there = replace(KOCAELI, timezone=NEW_YORK, country="US")
    received = Entry(Verb.START, datetime(2026, 11, 2, 21, tzinfo=NEW_YORK), 2)
    for unit, end in {
        "hours": datetime(2026, 11, 2, 23, tzinfo=NEW_YORK),
        "working_hours": datetime(2026, 11, 3, 10, 30, tzinfo=NEW_YORK),
        "working_days": datetime(2026, 11, 4, 17, 30, tzinfo=NEW_YORK),
        "days": datetime(2026, 11, 4, 17, 30, tzinfo=NEW_YORK),
    }.items():
        found = due([received], unit, there)
        assert found == end
        assert found.tzinfo is NEW_YORK
    # Due late on Thursday, when it is Friday in UTC: two working days before is Tuesday
    told = tell_at(
        Step.REMIND,
        started=datetime(2026, 10, 20, 9, tzinfo=NEW_YORK),
        due=datetime(2026, 11, 5, 21, tzinfo=NEW_YORK),
        policy=Policy(),
        calendar=there,
    )
    assert told == datetime(2026, 11, 3, 8, 30, tzinfo=NEW_YORK)


POLICY = Policy(remind_before=2, manager_after=0, top_after=3)


def told(step: Step, start: str, end: str) -> datetime:
    return tell_at(step, started=on(start), due=on(end), policy=POLICY, calendar=KOCAELI)


def test_the_unit_is_reminded_two_working_days_before_and_those_above_are_told_after() -> None:
    start, end = "2026-11-02 10:00", "2026-11-23 17:30"  # due on a Monday
    assert told(Step.REMIND, start, end) == on("2026-11-19 08:30")
    assert told(Step.MANAGER, start, end) == on("2026-11-23 17:30")
    assert told(Step.TOP, start, end) == on("2026-11-26 17:30")


def test_the_manager_and_those_above_are_told_working_days_after() -> None:
    friday = on("2026-11-06 17:30")
    at = {
        days: tell_at(
            Step.MANAGER,
            started=on("2026-11-02 10:00"),
            due=friday,
            policy=Policy(manager_after=days),
            calendar=KOCAELI,
        )
        for days in (0, 1, 3)
    }
    assert at == {0: friday, 1: on("2026-11-09 17:30"), 3: on("2026-11-11 17:30")}


def test_a_promise_of_eight_hours_is_reminded_of_after_four() -> None:
    assert told(Step.REMIND, "2026-11-24 10:00", "2026-11-24 18:00") == on("2026-11-24 14:00")
