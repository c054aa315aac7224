"""What a sample says about all contacts, with its interval. Pure.

Every figure of quality is shown with its interval and its number of contacts. Contacts that were
chosen for a reason enter none of these.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Z: Final = 1.959963984540054
"""The 97.5 % point of the normal distribution: intervals hold with 95 %."""
RANKED_FROM: Final = 30
"""Below this many contacts nobody is ranked: the interval is wider than most differences."""


@dataclass(frozen=True)
class Estimate:
    """A mean or a share with its 95 % interval, and the number of contacts that it rests on."""

    value: float
    low: float
    high: float
    n: int

    @property
    def may_be_ranked(self) -> bool:
        """Say whether there are enough contacts to compare it with others."""
        return self.n >= RANKED_FROM


@dataclass(frozen=True)
class Stratum:
    """The scores drawn from one stratum, and how many contacts it had."""

    of: int
    scores: Sequence[float]


def wilson(successes: float, n: float) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927; Brown, Cai and DasGupta 2001).

    Args:
        n: contacts; for a stratified sample its effective number, which need not be whole.

    Raises:
        ValueError: n is not above zero, or the successes are not within it.
    """
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n}")
    share, square = successes / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def share(successes: int, n: int) -> Estimate | None:
    """Return a share of a simple sample; None without a contact."""
    return Estimate(successes / n, *wilson(successes, n), n) if n else None


def stratified_mean(strata: Iterable[Stratum]) -> Estimate | None:
    """Return the mean over all contacts of all strata; None if nothing was drawn.

    Each stratum weighs as many contacts as it had. The variance is that of Cochran (5.3), with
    the finite population correction; a stratum of which one contact was drawn takes the variance
    within the others. Strata without a drawn contact are left out.
    """
    drawn = [each for each in strata if each.scores]
    n = sum(len(each.scores) for each in drawn)
    if not n:
        return None
    value = _weighted_mean(drawn)
    half = Z * math.sqrt(_variance_of_mean(drawn))
    return Estimate(value, value - half, value + half, n)


def stratified_share(strata: Iterable[Stratum]) -> Estimate | None:
    """Return the share of ones among zeros and ones of all strata; None if nothing was drawn.

    The interval is Wilson's for the effective number of contacts, which are those of a simple
    sample with the same variance (Dean and Pagano 2015); it stays within 0 and 1.
    """
    drawn = [each for each in strata if each.scores]
    n = sum(len(each.scores) for each in drawn)
    if not n:
        return None
    value = _weighted_mean(drawn)
    variance = _variance_of_mean(drawn)
    effective = value * (1 - value) / variance if variance > 0 and 0 < value < 1 else float(n)
    return Estimate(value, *wilson(value * effective, effective), n)


def _weighted_mean(strata: Sequence[Stratum]) -> float:
    whole = sum(each.of for each in strata)
    return sum(each.of * _mean(each.scores) for each in strata) / whole


def _variance_of_mean(strata: Sequence[Stratum]) -> float:
    whole = sum(each.of for each in strata)
    pooled = _pooled_variance(strata)
    total = 0.0
    for each in strata:
        n = len(each.scores)
        within = _variance(each.scores) if n > 1 else pooled
        total += (each.of / whole) ** 2 * (1 - n / each.of) * within / n
    return total


def _pooled_variance(strata: Sequence[Stratum]) -> float:
    """Return the variance within strata; over all contacts if no stratum has two."""
    freedom = sum(len(each.scores) - 1 for each in strata)
    if freedom:
        squares = sum(_variance(each.scores) * (len(each.scores) - 1) for each in strata)
        return squares / freedom
    scores = [score for each in strata for score in each.scores]
    return _variance(scores) if len(scores) > 1 else 0.0


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / len(scores)


def _variance(scores: Sequence[float]) -> float:
    mean = _mean(scores)
    return (
        sum((each - mean) ** 2 for each in scores) / (len(scores) - 1) if len(scores) > 1 else 0.0
    )
