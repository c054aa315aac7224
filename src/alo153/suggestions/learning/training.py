"""Training of the linear model; needs scipy, which the extra `training` brings.

Multinomial logistic regression; a piece weighs by how much more often it is in texts of a label
than in other texts (Wang and Manning, "Baselines and Bigrams", ACL 2012: NBSVM, with another loss).
"""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alo153.suggestions.learning.arrays import Floats, Ints
from alo153.suggestions.learning.confidence import probabilities
from alo153.suggestions.learning.features import count
from alo153.suggestions.learning.linear import Linear
from alo153.suggestions.learning.offering import lifts_of
from alo153.suggestions.learning.pieces import gather

_SMOOTHING = 0.1
"""Added to the weight of each piece in each label: what was never seen says little."""
_PENALTY = 0.1
"""On the squares of the weights; chosen on 2,692 complaints, where 0.03 to 0.3 do alike."""
_STEPS = 100
"""At the most; the slope is flat before."""
_FLAT = 1e-3
"""Largest slope, of that at the beginning."""
_MEMORY = 8
"""Steps that tell of curvature; two vectors each."""
_RARE = 0.5
"""The additional weight of a rare label's texts: this power of its rarity.

With 0 the frequent labels drown the rare ones; with 1 each label counts alike, and a topic of
twenty texts would outweigh one of five thousand. The root is the usual middle.
"""
_NOT_ZERO = 1e-12


def is_possible() -> bool:
    """Tell whether scipy is installed."""
    return find_spec("scipy") is not None


def train(texts: Sequence[str], labels: Sequence[str]) -> Linear:
    """Learn to tell labels from texts; some seconds for some thousand texts.

    Args:
        labels: of each text; two different ones at least.
    """
    counts = [count(text) for text in texts]
    names = tuple(sorted(set(labels)))
    pieces = gather(counts)
    rows = _matrix([pieces.read(each) for each in counts], len(pieces.hashes))
    chosen = np.array([names.index(label) for label in labels], np.int64)
    weights, offsets = _fit(rows, chosen, len(names))
    return Linear(names, pieces, weights, offsets, lifts_of(chosen))


def _matrix(texts: Sequence[tuple[Ints, Floats]], width: int) -> Any:
    from scipy.sparse import csr_array  # noqa: PLC0415 - programs that propose run without it

    starts = np.cumsum([0, *(len(columns) for columns, _ in texts)])
    columns = np.concatenate([columns for columns, _ in texts])
    values = np.concatenate([values for _, values in texts])
    return csr_array((values, columns, starts), (len(texts), width))


def _fit(rows: Any, chosen: Ints, labels: int) -> tuple[Floats, Floats]:
    from scipy.optimize import minimize  # noqa: PLC0415 - as above

    turned = rows.T.tocsr()
    belongs = np.eye(labels, dtype=np.float32)[chosen]
    counts = _counting(chosen)
    telling = _telling(turned @ belongs)
    shape = (rows.shape[1] + 1, labels)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        point = flat.reshape(shape).astype(np.float32)
        weights, offsets = point[:-1], point[-1]
        said = probabilities(rows @ (weights * telling) + offsets)
        surprise = -(counts * np.log(said[np.arange(len(chosen)), chosen] + _NOT_ZERO)).sum()
        error = (said - belongs).astype(np.float32) * counts[:, None]
        slope = np.empty(shape)
        slope[:-1] = (turned @ error) * telling + _PENALTY * weights
        slope[-1] = error.sum(axis=0)
        penalty = _PENALTY / 2 * (weights**2).sum(dtype=np.float64)
        return float(surprise + penalty), slope.ravel()

    start = np.zeros(shape).ravel()
    flat = _FLAT * float(np.abs(loss(start)[1]).max())
    # The value is of single precision: only the slope tells when it is lowest
    options = {"maxiter": _STEPS, "maxcor": _MEMORY, "ftol": 0, "gtol": flat}
    lowest = minimize(loss, start, jac=True, method="L-BFGS-B", options=options)
    found = lowest.x.reshape(shape).astype(np.float32)
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
