"""A linear model over pieces of words, and the scores that it gives a text."""

from dataclasses import dataclass

import numpy as np

from alo153.suggestions.learning.arrays import Floats
from alo153.suggestions.learning.features import count
from alo153.suggestions.learning.pieces import Pieces


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
