"""Which pieces of words a model knows, and how much each weighs in a text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from alo153.suggestions.learning.rows import Floats, Ints

FEWEST_TEXTS = 3
"""A piece of fewer texts is forgotten: it is chance, or somebody's name."""
MOST_PIECES = 60_000


@dataclass(frozen=True)
class Pieces:
    """Hashes in rising order, each with its inverse document frequency."""

    hashes: Ints
    rarity: Floats

    def read(self, counts: Mapping[int, int]) -> tuple[Ints, Floats]:
        """Return the known pieces of a text and their values, together of length one."""
        hashes = np.fromiter(counts, np.int64, len(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        places = np.searchsorted(self.hashes, hashes)
        places[places == len(self.hashes)] = 0
        known = self.hashes[places] == hashes
        places = places[known]
        values = (1 + np.log(often[known])) * self.rarity[places]
        length = float(np.sqrt((values**2).sum()))
        return places, (values / length if length else values).astype(np.float32)


def gather(texts: Sequence[Mapping[int, int]]) -> Pieces:
    """Return the pieces that stand in several of the texts, the most frequent if there are many."""
    frequency = Counter(piece for counts in texts for piece in counts)
    several = [each for each in frequency.most_common(MOST_PIECES) if each[1] >= FEWEST_TEXTS]
    several.sort()
    found = np.array([frequency for _, frequency in several], np.float32)
    rarity = np.log((1 + len(texts)) / (1 + found)) + 1
    return Pieces(np.array([piece for piece, _ in several], np.int64), rarity.astype(np.float32))
