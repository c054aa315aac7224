"""The pieces of words that a model knows, and the weight of each in a text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import fmean

import numpy as np

from alo153.suggestions.learning.arrays import Floats, Ints

FEWEST_TEXTS = 3
"""A piece of fewer texts is forgotten: it is chance, or somebody's name."""
MOST_PIECES = 60_000


@dataclass(frozen=True)
class Pieces:
    """Hashes in rising order, each with its inverse document frequency."""

    hashes: Ints
    rarity: Floats
    # How long the values of a text are together on average; 0: each is taken for a usual one
    usual: float = 0

    def read(self, counts: Mapping[int, int]) -> tuple[Ints, Floats]:
        """Return the known pieces of a text and their values.

        Together they are as long as the root of how many times longer the text is than usual:
        a longer text tells more, but no page outweighs the rest.
        """
        places, values = self._known(counts)
        length = _length(values)
        return places, values / np.float32(sqrt(length * (self.usual or length)) or 1)

    def length(self, counts: Mapping[int, int]) -> float:
        """Return how long the values of a text are together, before they are made shorter."""
        return _length(self._known(counts)[1])

    def _known(self, counts: Mapping[int, int]) -> tuple[Ints, Floats]:
        hashes = np.fromiter(counts, np.int64, len(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        places = np.searchsorted(self.hashes, hashes)
        places[places == len(self.hashes)] = 0
        known = self.hashes[places] == hashes
        places = places[known]
        return places, (1 + np.log(often[known])) * self.rarity[places]


def _length(values: Floats) -> float:
    return float(np.sqrt((values**2).sum()))


def gather(texts: Sequence[Mapping[int, int]]) -> Pieces:
    """Return the pieces that are in several of the texts, the most frequent if there are many."""
    frequency = Counter(piece for counts in texts for piece in counts)
    several = [each for each in frequency.most_common(MOST_PIECES) if each[1] >= FEWEST_TEXTS]
    several.sort()
    found = np.array([frequency for _, frequency in several], np.float32)
    rarity = np.log((1 + len(texts)) / (1 + found)) + 1
    pieces = Pieces(np.array([piece for piece, _ in several], np.int64), rarity.astype(np.float32))
    return replace(pieces, usual=fmean(pieces.length(counts) for counts in texts))
