"""Agreement of evaluators about the same contacts. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import krippendorff
import numpy as np

from alo153.quality.rules.scorecards import Scale

REPAIR_BELOW: Final = 0.4
"""A question with a lower alpha is listed for repair: evaluators read it differently."""
_LEVELS: Final[dict[Scale, Literal["nominal", "ordinal"]]] = {
    Scale.YES_NO: "nominal",
    Scale.ONE_TO_FIVE: "ordinal",
}
_PAIR: Final = 2


def alpha(ratings: Sequence[Mapping[int, int]], scale: Scale) -> float | None:
    """Return Krippendorff's alpha; None where it is not defined.

    It is not defined without a contact that two evaluators rated, nor where all ratings are the
    same (Krippendorff, Content Analysis, 4th edition, chapter 12).

    Args:
        ratings: for each evaluator the value given to each contact by its key.
    """
    keys = sorted({key for each in ratings for key in each})
    table = np.array([[each.get(key, np.nan) for key in keys] for each in ratings], dtype=float)
    if not keys or not ((~np.isnan(table)).sum(axis=0) >= _PAIR).any():
        return None
    paired = table[:, (~np.isnan(table)).sum(axis=0) >= _PAIR]
    if np.unique(paired[~np.isnan(paired)]).size < _PAIR:
        return None
    return float(krippendorff.alpha(reliability_data=paired, level_of_measurement=_LEVELS[scale]))
