"""Agreement of evaluators about the same contacts. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import krippendorff
import numpy as np
import numpy.typing as npt

from alo153.quality.rules.estimates import INTERVAL_FROM
from alo153.quality.rules.scorecards import Scale

REPAIR_BELOW: Final = 0.4
"""A question with a lower alpha is listed for repair: evaluators read it differently."""
_LEVELS: Final[dict[Scale, Literal["nominal", "ordinal"]]] = {
    Scale.YES_NO: "nominal",
    Scale.ONE_TO_FIVE: "ordinal",
}
_PAIR: Final = 2
SAMPLES: Final = 1000
SEED: Final = 153
"""The same ratings give the same interval again."""
_ALIKE: Final = 1e-9
Numbers = npt.NDArray[np.float64]


def alpha(ratings: Sequence[Mapping[int, int]], scale: Scale) -> float | None:
    """Return Krippendorff's alpha; None where it is not defined.

    It is not defined without a contact that two evaluators rated, nor where all ratings are the
    same (Krippendorff, Content Analysis, 4th edition, chapter 12).

    Args:
        ratings: for each evaluator the value given to each contact by its key.
    """
    paired = _paired(ratings)
    if np.unique(paired[~np.isnan(paired)]).size < _PAIR:
        return None
    return float(krippendorff.alpha(reliability_data=paired, level_of_measurement=_LEVELS[scale]))


def interval(ratings: Sequence[Mapping[int, int]], scale: Scale) -> tuple[float, float] | None:
    """Return the 95 % interval of alpha, by a bootstrap over the contacts (Efron 1979).

    Contacts are drawn again with replacement, `SAMPLES` times; the interval is between the 2.5 and
    the 97.5 % point. Samples in which alpha is not defined are left out. None below `INTERVAL_FROM`
    contacts, and if all samples agree alike: they say nothing about the spread.
    """
    paired = _paired(ratings)
    count = paired.shape[1]
    if count < INTERVAL_FROM:
        return None
    chance = np.random.default_rng(SEED)
    times = chance.multinomial(count, np.full(count, 1 / count), size=SAMPLES)
    found = _alphas(np.tensordot(times, _coincidences(paired), axes=1), scale)
    found = found[~np.isnan(found)]
    if not found.size or np.ptp(found) < _ALIKE:
        return None
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def _paired(ratings: Sequence[Mapping[int, int]]) -> Numbers:
    """Return the values by evaluator and contact, of contacts that two or more rated."""
    keys = sorted({key for each in ratings for key in each})
    table = np.array(
        [[each.get(key, np.nan) for key in keys] for each in ratings], dtype=np.float64
    ).reshape(len(ratings), len(keys))
    return table[:, (~np.isnan(table)).sum(axis=0) >= _PAIR]


def _coincidences(paired: Numbers) -> Numbers:
    """Return the matrix of coincidences of each contact (Krippendorff 2011, part C)."""
    values = np.unique(paired[~np.isnan(paired)])
    counts = (paired.T[:, :, None] == values).sum(axis=1).astype(np.float64)
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(values.size)
    coincidences: Numbers = pairs / (counts.sum(axis=1) - 1)[:, None, None]
    return coincidences


def _alphas(coincidences: Numbers, scale: Scale) -> Numbers:
    """Return alpha of each matrix of coincidences; not a number where all ratings are the same."""
    totals = coincidences.sum(axis=2)
    ranks = totals.cumsum(axis=1) - totals / 2
    apart = (ranks[:, :, None] - ranks[:, None, :]) ** 2
    if _LEVELS[scale] == "nominal":
        apart = np.broadcast_to(1 - np.eye(totals.shape[1]), coincidences.shape)
    observed = (coincidences * apart).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * apart).sum(axis=(1, 2))
    known = np.where(expected > 0, expected, np.nan)
    found: Numbers = 1 - (totals.sum(axis=1) - 1) * observed / known
    return found
