"""Why does somebody have this night: what is short without it, and why nobody else has it."""

from datetime import timedelta

import numpy as np
import pytest
from tests.workforce.lawbook import DAY, MONDAY, NIGHT, TYPES, WORKER, days, law

from alo153.workforce.automata import OFF
from alo153.workforce.law.rules import Key, Status
from alo153.workforce.roster.center import EVERYBODY, Center, Member, Wish
from alo153.workforce.roster.explain import Reason, Why, why
from alo153.workforce.roster.problem import Month

D, N = TYPES.index(DAY), TYPES.index(NIGHT)
WEEK = 7
WEDNESDAY = MONDAY + timedelta(days=2)
FREE: Month = (OFF,) * WEEK
ENGLISH = "english"


def member(
    *skills: str, status: frozenset[Status] = WORKER, nights: float = 1, **more: object
) -> Member:
    return Member(status, frozenset(skills), 0, 2700, nights=nights, **more)  # type: ignore[arg-type]


def asked(*others: tuple[Member, Month], english: float = 1) -> Why:
    """Ask why the first, who speaks English, has the night of Wednesday."""
    members, months = zip(
        (member(ENGLISH), (OFF, OFF, N, OFF, OFF, OFF, OFF)), *others, strict=True
    )
    wanted = {EVERYBODY: np.zeros(24 * WEEK), ENGLISH: np.zeros(24 * WEEK)}
    wanted[ENGLISH][48:56] = english
    center = Center(MONDAY, days(WEEK), TYPES, members, wanted, law())
    return why(center, months, 0, WEDNESDAY)


def test_without_it_english_would_be_short_all_night() -> None:
    found = asked()
    assert found.short == {ENGLISH: 8}
    assert (found.nights.days, found.nights.share) == (1, 1)
    assert not found.nights.is_much
    assert asked(english=0).short == {}


@pytest.mark.parametrize(
    ("other", "month", "reason"),
    [
        (member(ENGLISH, away=frozenset({WEDNESDAY})), FREE, Reason.AWAY),
        (member(ENGLISH), (D, D, D, *FREE[3:]), Reason.WORKS),
        (member(), FREE, Reason.SKILL),
        (member(ENGLISH), (OFF, D, *FREE[2:]), Reason.LAW),
        (member(ENGLISH, nights=0), FREE, Reason.NIGHTS),
        (member(ENGLISH, wishes=(Wish(WEDNESDAY),)), FREE, Reason.WISH),
        (member(ENGLISH), FREE, Reason.EQUAL),
    ],
)
def test_each_other_has_a_reason(other: Member, month: Month, reason: Reason) -> None:
    found = asked((other, month))
    assert [each.reason for each in found.others] == [reason]


def test_the_law_s_reason_names_its_rule() -> None:
    pregnant = member(ENGLISH, status=WORKER | {Status.PREGNANT})
    (other,) = asked((pregnant, FREE)).others
    assert other.breach is not None
    assert other.breach.key == Key.NIGHT_FORBIDDEN
    assert other.breach.citation


def test_somebody_whose_hours_are_full_is_not_asked_for_more() -> None:
    full = Member(WORKER, frozenset({ENGLISH}), 0, 900, nights=3)
    (other,) = asked((full, (OFF, OFF, OFF, OFF, D, D, OFF))).others
    assert other.reason is Reason.HOURS


def test_a_day_off_has_no_reason() -> None:
    center = Center(MONDAY, days(WEEK), TYPES, [member()], {EVERYBODY: np.zeros(168)}, law())
    with pytest.raises(LookupError):
        why(center, [FREE], 0, MONDAY)
