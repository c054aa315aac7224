"""Is it lawful? Each rule at its edge, with where it is written."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.workforce.lawbook import DAY, EARLY, LATE, LONG, MONDAY, NIGHT, WORKER, law, shifts

from alo153.workforce.automata import OFF
from alo153.workforce.law.automaton import ShiftType, allowed
from alo153.workforce.law.check import OVERLAP, Breach, check
from alo153.workforce.law.rules import Key, Law, Status
from alo153.workforce.law.shifts import Shift

E, D, L, N, G = range(5)


def found(given: list[Shift], *statuses: Status, **more: object) -> list[Breach]:
    known = WORKER | frozenset(statuses)
    return check(given, law=law(), statuses=lambda _: known, **more)  # type: ignore[arg-type]


def keys(given: list[Shift], *statuses: Status, **more: object) -> list[str]:
    return [each.key for each in found(given, *statuses, **more)]


def test_a_usual_week_is_lawful() -> None:
    assert found(shifts([E, E, D, D, L, OFF, OFF])) == []


def test_eleven_hours_lie_between_two_shifts() -> None:
    late, early = LATE.on(MONDAY), EARLY.on(MONDAY + timedelta(days=1))
    (breach,) = found([late, early])
    assert (breach.key, breach.measured, breach.limit) == (Key.REST_LEAST, 7 * 60, 11 * 60)
    assert "Postalar" in breach.citation
    later = replace(early, start=late.end + timedelta(hours=11), end=late.end + timedelta(hours=19))
    assert found([late, later]) == []


def test_two_shifts_at_once_are_refused_without_any_law() -> None:
    assert keys([DAY.on(MONDAY), LATE.on(MONDAY)]) == [OVERLAP]


def test_a_seventh_day_in_a_row_is_refused() -> None:
    assert keys(shifts([D, D, D, D, D, D])) == []
    assert Key.WEEKLY_REST_LEAST in keys(shifts([D, D, D, D, D, D, D]))


@pytest.mark.parametrize(("begins", "refused"), [(6, [Key.WEEKLY_REST_LEAST]), (7, [])])
def test_a_day_off_after_a_night_is_a_weekly_rest_if_it_has_24_hours(
    begins: int, refused: list[Key]
) -> None:
    friday, sunday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=6)
    night = ShiftType(23 * 60, 31 * 60, 30).on(friday)
    early = ShiftType(begins * 60, begins * 60 + 480, 30).on(sunday)
    assert keys([*shifts([D, D, D, L]), night, early]) == refused


def test_a_night_into_the_first_day_of_a_status_that_forbids_it_is_refused() -> None:
    tuesday = MONDAY + timedelta(days=1)
    night, evening = ShiftType(23 * 60, 31 * 60, 30), ShiftType(18 * 60, 24 * 60, 30)

    def statuses(day: date) -> frozenset[Status]:
        return WORKER | {Status.PREGNANT} if day >= tuesday else WORKER

    (breach,) = check([night.on(MONDAY)], law=law(), statuses=statuses)
    assert (breach.key, breach.day) == (Key.NIGHT_FORBIDDEN, MONDAY)
    assert check([evening.on(MONDAY)], law=law(), statuses=statuses) == []
    # The solver's automaton asks the same of a law that begins on Tuesday
    forbids = replace(breach.rule, valid_from=tuesday) if breach.rule else None
    assert forbids
    begins = Law((forbids,))
    pregnant = frozenset({Status.PREGNANT})
    assert not allowed(begins, pregnant, MONDAY, night)
    assert allowed(begins, pregnant, MONDAY, evening)
    assert allowed(begins, pregnant, MONDAY - timedelta(days=1), night)


def test_forty_five_hours_a_week() -> None:
    (breach,) = found(shifts([G, G, G, G, G, D]))
    assert (breach.key, breach.measured, breach.limit) == (Key.WEEK_MOST, 52 * 60 + 30, 2700)


def test_forty_hours_a_week_for_civil_servants_who_keep_what_holds_for_all() -> None:
    five, six = shifts([D, D, D, D, D]), shifts([D, D, D, D, D, D])
    assert keys(five, Status.CIVIL_SERVANT) == []
    assert keys(six) == []
    (breach,) = found(six, Status.CIVIL_SERVANT)
    assert (breach.key, breach.measured, breach.limit) == (Key.WEEK_MOST, 45 * 60, 40 * 60)
    assert "657" in breach.citation
    assert keys([NIGHT.on(MONDAY)], Status.CIVIL_SERVANT, Status.PREGNANT) == [Key.NIGHT_FORBIDDEN]


def test_after_a_week_of_nights_come_days() -> None:
    assert keys(shifts([N, N, N, N, N, OFF, OFF, D, D])) == []
    assert keys(shifts([N, N, N, N, N, OFF, OFF, OFF, N])) == [Key.NIGHT_WEEKS_MOST]
    fortnight = [N, OFF, OFF, OFF, OFF, OFF, OFF, *[OFF] * 7, N]
    assert keys(shifts(fortnight)) == []


def test_what_was_before_counts_and_is_not_told_again() -> None:
    before = shifts([D] * 8)
    after = [DAY.on(MONDAY + timedelta(days=8))]
    (breach,) = found(after, before=before)
    assert breach.day == after[0].day


def test_a_night_has_seven_and_a_half_hours_of_work() -> None:
    assert keys([replace(NIGHT.on(MONDAY), break_minutes=15)]) == [Key.BREAK_ABOVE, Key.NIGHT_MOST]


@pytest.mark.parametrize(
    "status",
    [Status.PREGNANT, Status.NURSING, Status.MINOR, Status.MEDICAL_REPORT, Status.NIGHT_UNEXAMINED],
)
def test_some_people_have_no_nights(status: Status) -> None:
    assert keys([NIGHT.on(MONDAY)], status) == [Key.NIGHT_FORBIDDEN]


def test_the_pregnant_work_seven_and_a_half_hours_a_day() -> None:
    assert keys([LONG.on(MONDAY)], Status.PREGNANT) == [Key.DAY_MOST]


def agreed(_day: date) -> bool:
    return True


def test_consent_in_writing_holds_on_the_day_of_the_overtime() -> None:
    extra = [replace(LONG.on(MONDAY), overtime_minutes=90)]
    assert keys(extra, consents=lambda day: day > MONDAY) == [Key.OVERTIME_NEEDS_CONSENT]


def test_overtime_needs_consent_ends_at_the_years_cap_and_is_never_at_night() -> None:
    extra = [replace(LONG.on(MONDAY), overtime_minutes=90)]
    assert keys(extra) == [Key.OVERTIME_NEEDS_CONSENT]
    assert keys(extra, consents=agreed) == []
    assert keys(extra, consents=agreed, overtime_beside={2026: 16_200 - 89}) == [
        Key.OVERTIME_YEAR_MOST
    ]
    assert keys(extra, Status.PART_TIME, consents=agreed) == [Key.OVERTIME_FORBIDDEN]
    night = [replace(NIGHT.on(MONDAY), overtime_minutes=30)]
    assert keys(night, consents=agreed) == [Key.NIGHT_OVERTIME_FORBIDDEN]


def test_a_break_shorter_than_the_law_is_refused() -> None:
    assert keys([replace(DAY.on(MONDAY), break_minutes=29)]) == [Key.BREAK_ABOVE]
    short = Shift(DAY.on(MONDAY).start, DAY.on(MONDAY).start + timedelta(hours=4), 10)
    assert keys([short]) == [Key.BREAK_UP_TO_4H]
