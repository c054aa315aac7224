"""The bound of our own center: nothing that any roster can go below."""

import numpy as np
import pytest
from tests.workforce import small

from bench.rosters.bound import without_persons


@pytest.mark.parametrize("seed", range(3))
def test_no_roster_covers_for_less(seed: int) -> None:
    of = small.problem(np.random.default_rng(seed), people=2)
    every = [list(small.months(of, person))[::5] for person in range(2)]
    bound = without_persons(of)
    assert all(
        of.cover_cost(of.filled([first, second])) >= bound - 1e-6
        for first in every[0]
        for second in every[1]
    )
