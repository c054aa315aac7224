"""The rule that awards an open shift: nights, weekends, wishes, then the earlier bid."""

from datetime import timedelta
from itertools import permutations

import pytest
from tests.workforce.center import AT

from alo153.workforce.roster.awards import Load, Standing, Step, decided_by, ranked

ELIF, MURAT = 1, 2
BY_DAY, AT_NIGHT = Load(nights=False, weekends=False), Load(nights=True, weekends=False)
WEEKEND = Load(nights=False, weekends=True)


def standing(
    user: int, nights: int = 10, weekends: int = 20, wishes: int = 80, minutes: int = 0
) -> Standing:
    """Return a bidder; `minutes` is how long after the first bid theirs came."""
    return Standing(user, nights, weekends, wishes, AT + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("load", "first", "other", "step"),
    [
        (AT_NIGHT, standing(ELIF, nights=9), standing(MURAT, nights=10), Step.NIGHTS),
        (BY_DAY, standing(ELIF, nights=11), standing(MURAT, nights=10), Step.NIGHTS),
        (WEEKEND, standing(ELIF, weekends=19), standing(MURAT), Step.WEEKENDS),
        (BY_DAY, standing(ELIF, weekends=21), standing(MURAT), Step.WEEKENDS),
        (BY_DAY, standing(ELIF, wishes=79), standing(MURAT), Step.WISHES),
        (BY_DAY, standing(ELIF), standing(MURAT, minutes=1), Step.EARLIER),
        # An earlier step outweighs all later ones
        (AT_NIGHT, standing(ELIF, 9, 90, 100, 60), standing(MURAT, 10, 0, 0), Step.NIGHTS),
    ],
)
def test_the_first_step_at_which_they_differ_decides(
    load: Load, first: Standing, other: Standing, step: Step
) -> None:
    assert ranked([other, first], load) == [first, other]
    assert decided_by(first, other, load) == decided_by(other, first, load) == step


def test_the_order_of_the_bids_changes_nothing() -> None:
    bidders = [standing(1, 5), standing(2, 5, minutes=3), standing(3, 7), standing(4, 5, 20, 10)]
    orders = {tuple(each.user for each in ranked(some, AT_NIGHT)) for some in permutations(bidders)}
    assert orders == {(4, 1, 2, 3)}
