"""The rest of a day, from what was seen of it so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alo153.workforce.forecast.history import Floats

SLOW_PRIOR = 1000
FAST_PRIOR = 100
ALARM = 4.0
"""Standard deviations (of Poisson) of the last two hours that call for the fast rule."""


@dataclass(frozen=True)
class Rest:
    """The day anew: `factor` scales the intervals that are left; `alarm` says that much changed."""

    factor: float
    alarm: bool
    mean: Floats


def again(mean: Floats, seen: Floats, *, per_hour: int = 2) -> Rest:
    """Return the forecast of a day, given its first counts.

    Ordinary days trust the plan: (seen + 1000) / (expected + 1000). If the last two hours left the
    band by far, only they are asked, with a tenth of the trust.
    """
    past = len(seen)
    expected = mean[:past]
    last = slice(max(0, past - 2 * per_hour), past)
    recent, planned = float(seen[last].sum()), float(expected[last].sum())
    alarm = past > 0 and abs(recent - planned) > ALARM * max(planned, 1.0) ** 0.5
    if alarm:
        factor = (recent + FAST_PRIOR) / (planned + FAST_PRIOR)
    else:
        factor = (float(seen.sum()) + SLOW_PRIOR) / (float(expected.sum()) + SLOW_PRIOR)
    return Rest(factor, alarm, np.concatenate([seen, mean[past:] * factor]))
