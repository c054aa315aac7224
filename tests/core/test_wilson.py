"""The interval of a share is the published one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.core.wilson import wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_it_is_as_it_was_published(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (-1, 3), (4, 3)])
def test_there_is_no_share_of_nothing(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="of"):
        wilson(successes, n)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_holds_the_share_and_mirrors_that_of_the_rest(counted: tuple[int, int]) -> None:
    successes, n = counted
    low, high = wilson(successes, n)
    share = pytest.approx(successes / n)
    assert 0 <= low <= 1
    assert 0 <= high <= 1
    assert low < successes / n or low == share
    assert successes / n < high or high == share
    assert wilson(n - successes, n) == pytest.approx((1 - high, 1 - low))
