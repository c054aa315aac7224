"""Swaps of random lawful weeks: what is offered is lawful for both, and all that is lawful."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.lawbook import DAY, EARLY, LATE, NIGHT, days, law, walk

from alo153.accounts.models import User
from alo153.workforce import actions, queries
from alo153.workforce.automata import OFF
from alo153.workforce.candidates import swaps
from alo153.workforce.law.automaton import RESTED, automaton, limits
from alo153.workforce.law.check import check
from alo153.workforce.law.shifts import Shift
from alo153.workforce.models import Roster

pytestmark = pytest.mark.django_db
NAMES = ("sabah", "gündüz", "akşam", "gece")
TYPES = (EARLY, DAY, LATE, NIGHT)
WEEK = 7


def weeks(seed: int, count: int) -> list[list[int]]:
    """Return lawful weeks: ways through the solver's own automaton."""
    dice = random.Random(seed)
    dates = days(WEEK, MONDAY)
    of = automaton(TYPES, bounds=limits(law(), center.WORKER, dates), days=dates)
    choices = [[dice.randrange(60) for _ in range(WEEK)] for _ in range(count)]
    return [walk(of, each, of.starts[RESTED]) for each in choices]


def published(people: Sequence[User], weeks: Sequence[Sequence[int]]) -> Roster:
    roster = center.draft(days=WEEK)
    for user, week in zip(people, weeks, strict=True):
        for number, shift in enumerate(week):
            if shift != OFF:
                center.give(roster, user, NAMES[shift], MONDAY + timedelta(days=number))
    return center.publish(roster)


def lawful(week: dict[date, Shift]) -> bool:
    return not check(list(week.values()), law=law(), statuses=lambda _: center.WORKER)


def exchanged(
    mine: dict[date, Shift], theirs: dict[date, Shift], day: date, other: date
) -> tuple[dict[date, Shift], dict[date, Shift]] | None:
    ours = {each: shift for each, shift in mine.items() if each != day}
    rest = {each: shift for each, shift in theirs.items() if each != other}
    if other in ours or day in rest:
        return None
    return ours | {other: theirs[other]}, rest | {day: mine[day]}


@pytest.mark.parametrize("seed", range(4))
def test_what_is_offered_is_what_is_lawful_for_both(seed: int) -> None:
    elif_, murat = center.people("elif", "murat")
    first, second = weeks(seed, 2)
    published([elif_, murat], [first, second])
    mine, theirs = (
        {MONDAY + timedelta(days=n): TYPES[s].on(MONDAY + timedelta(days=n)) for n, s in
         enumerate(week) if s != OFF}
        for week in (first, second)
    )  # fmt: skip
    for day in mine:
        expected = set()
        for other in theirs:
            pair = exchanged(mine, theirs, day, other)
            same = day == other and mine[day] == theirs[other]
            if pair and not same and all(map(lawful, pair)):
                expected.add(other)
        assert {each.day for each in swaps.partners(elif_, day, at=AT)} == expected


@pytest.mark.parametrize("seed", range(4, 7))
def test_a_swap_that_was_done_leaves_a_lawful_roster(seed: int) -> None:
    elif_, murat = center.people("elif", "murat")
    first, second = weeks(seed, 2)
    published([elif_, murat], [first, second])
    worked = [MONDAY + timedelta(days=n) for n, shift in enumerate(first) if shift != OFF]
    offers = [(day, each.day) for day in worked for each in swaps.partners(elif_, day, at=AT)]
    assert offers
    day, other = offers[seed % len(offers)]
    swap = actions.offer_swap(giver_day=day, taker=murat, taker_day=other, by=elif_, at=AT)
    assert actions.accept_swap(swap=swap, by=murat, at=AT)
    roster = Roster.objects.get(state=Roster.State.PUBLISHED)
    assert not any(each.breaches for each in queries.judgments(roster).values())
