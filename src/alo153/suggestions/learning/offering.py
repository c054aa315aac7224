"""Choose the labels to offer: the likeliest, and labels that add something new."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from alo153.suggestions.learning.arrays import Floats, Ints

OFFERED: Final = 3
_BEYOND_FREQUENCY: Final = 0.5
"""A label counts more by this power of its rarity.

Training weighs texts by the root of how rare their label is, and this is the other root: together
they leave what the words say and take away how frequent a label is (logit adjustment, Menon et al.,
"Long-tail learning via logit adjustment", ICLR 2021). A citizen who rejects the first suggestion
means something else, and seldom the next frequent topic.
"""


def lifts_of(chosen: Ints) -> Floats:
    """Return what is added to the score of each label when the second and third are chosen.

    Args:
        chosen: the number of the label of each text; each label has one at least.
    """
    shares = np.bincount(chosen) / len(chosen)
    found: Floats = (-_BEYOND_FREQUENCY * np.log(shares)).astype(np.float32)
    return found


def offered(scores: Floats, lifts: Floats) -> Sequence[int]:
    """Return the numbers of three labels at most for the scores of a text, the likeliest first."""
    first = int(scores.argmax())
    others = np.argsort(-(scores + lifts), kind="stable").tolist()
    best = [first, *(each for each in others if each != first)][:OFFERED]
    return sorted(best, key=lambda each: -float(scores[each]))
