"""A linear model over pieces of words: training it, and asking it.

Multinomial logistic regression; a piece weighs by how much more often it is in texts of a label
than in other texts (Wang and Manning, "Baselines and Bigrams", ACL 2012: NBSVM, with another loss).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alo153.suggestions.learning.confidence import probabilities
from alo153.suggestions.learning.descent import lowest
from alo153.suggestions.learning.features import count
from alo153.suggestions.learning.offering import lifts_of
from alo153.suggestions.learning.pieces import Pieces, gather
from alo153.suggestions.learning.rows import Floats, Ints, Rows, stack

_SMOOTHING = 0.1
"""Added to the weight of each piece in each label: what was never seen says little."""
_PENALTY = 0.1
"""On the squares of the weights; chosen on 2,692 complaints, where 0.03 to 0.3 do alike."""
_STEPS = 40
_RARE = 0.5
"""The additional weight of a rare label's texts: this power of its rarity.

With 0 the frequent labels drown the rare ones; with 1 each label counts alike, and a topic of
twenty texts would outweigh one of five thousand. The root is the usual middle.
"""
_NOT_ZERO = 1e-12


@dataclass(frozen=True)
class Linear:
    """The learned model: a label's score is the sum of its pieces' weights."""

    labels: tuple[str, ...]
    pieces: Pieces
    # Of shape (pieces, labels)
    weights: Floats
    offsets: Floats
    # Of each label, for the second and third to be offered (`offering.offered`)
    lifts: Floats

    def scores(self, text: str) -> Floats:
        """Return a score for each label; its logarithm of a probability, up to a constant."""
        places, values = self.pieces.read(count(text))
        found: Floats = values @ self.weights[places].astype(np.float32) + self.offsets
        return found


def train(texts: Sequence[str], labels: Sequence[str]) -> Linear:
    """Learn to tell labels from texts; some seconds for some thousand texts.

    Args:
        labels: of each text; two different ones at least.
    """
    counts = [count(text) for text in texts]
    names = tuple(sorted(set(labels)))
    pieces = gather(counts)
    rows = stack([pieces.read(each) for each in counts], len(pieces.hashes))
    chosen = np.array([names.index(label) for label in labels], np.int64)
    weights, offsets = _fit(rows, chosen, len(names))
    return Linear(names, pieces, weights, offsets, lifts_of(chosen))


def _fit(rows: Rows, chosen: Ints, labels: int) -> tuple[Floats, Floats]:
    turned = rows.turned()
    belongs = np.eye(labels, dtype=np.float32)[chosen]
    counts = _counting(chosen)
    telling = _telling(turned.times(belongs))

    def loss(point: Floats) -> tuple[float, Floats]:
        weights, offsets = point[:-1], point[-1]
        said = probabilities(rows.times(weights * telling) + offsets)
        surprise = -(counts * np.log(said[np.arange(rows.height), chosen] + _NOT_ZERO)).sum()
        error = (said - belongs).astype(np.float32) * counts[:, None]
        slope = np.empty_like(point)
        slope[:-1] = turned.times(error) * telling + _PENALTY * weights
        slope[-1] = error.sum(axis=0)
        return float(surprise + _PENALTY / 2 * (weights**2).sum(dtype=np.float64)), slope

    start = np.zeros((rows.width + 1, labels), np.float32)
    found = lowest(loss, start, steps=_STEPS)
    return found[:-1] * telling, found[-1]


def _counting(chosen: Ints) -> Floats:
    """Return how much each text counts: one on average, more where its label is rare."""
    rare = np.bincount(chosen)[chosen].astype(np.float32) ** -_RARE
    found: Floats = (rare / rare.mean()).astype(np.float32)
    return found


def _telling(inside: Floats) -> Floats:
    """Return for each piece and label the log of how much more often it is in it than outside."""
    outside = inside.sum(axis=1, keepdims=True) - inside + _SMOOTHING
    inside = inside + _SMOOTHING
    found: Floats = np.log((inside / inside.sum(axis=0)) / (outside / outside.sum(axis=0)))
    return found.astype(np.float32)
