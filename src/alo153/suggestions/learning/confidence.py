"""From scores to a confidence that holds what it says, and the confidence below which to be silent.

Fitted on texts that were held out of training.
"""

import numpy as np
from numpy.typing import NDArray

from alo153.suggestions.learning.arrays import Floats, Ints

NEVER = 2.0
"""A threshold that no confidence reaches."""


def probabilities(scores: Floats, temperature: float = 1) -> NDArray[np.float64]:
    """Return what the scores of each row say as probabilities that sum to one."""
    raised = scores.astype(np.float64) / temperature
    raised = np.exp(raised - raised.max(axis=-1, keepdims=True))
    found: NDArray[np.float64] = raised / raised.sum(axis=-1, keepdims=True)
    return found


def temperature_of(scores: Floats, right: Ints) -> float:
    """Return the temperature at which the right labels are likeliest.

    Source: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, section 4.2.
    """
    tried = np.exp(np.linspace(np.log(0.1), np.log(10), 101))
    rows = np.arange(len(right))
    surprise = [-np.log(probabilities(scores, each)[rows, right] + 1e-12).sum() for each in tried]
    return float(tried[int(np.argmin(surprise))])


def threshold_for(
    precision: float, confidence: NDArray[np.float64], hit: NDArray[np.bool_]
) -> float:
    """Return the lowest confidence from which upward at least this share is right.

    `NEVER` if no confidence has it.
    """
    order = np.argsort(-confidence, kind="stable")
    share = np.cumsum(hit[order]) / np.arange(1, len(order) + 1)
    kept = np.flatnonzero(share >= precision)
    return float(confidence[order][kept[-1]]) if len(kept) else NEVER
