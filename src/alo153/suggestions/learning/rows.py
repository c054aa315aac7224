"""Texts as a sparse matrix, and its products, in plain numpy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_AT_ONCE = 8_000_000
"""Numbers of a product held at once: 32 MB."""


@dataclass(frozen=True)
class Rows:
    """A matrix of shape (height, width); row ``i`` is ``starts[i]`` to ``starts[i + 1]``."""

    starts: Ints
    columns: Ints
    values: Floats
    width: int

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.starts) - 1

    def times(self, weights: Floats) -> Floats:
        """Return the product with a matrix of shape (width, labels)."""
        found = np.zeros((self.height, weights.shape[1]), np.float32)
        for first, last in self._portions(weights.shape[1]):
            begin, end = self.starts[first], self.starts[last]
            values = weights[self.columns[begin:end]] * self.values[begin:end, None]
            found[first:last] = _sums(values, self.starts[first : last + 1] - begin)
        return found

    def _portions(self, labels: int) -> list[tuple[int, int]]:
        """Return runs of rows whose product fits into memory; at least one row each."""
        runs, first = [], 0
        while first < self.height:
            limit = self.starts[first] + _AT_ONCE // labels
            last = int(np.searchsorted(self.starts, limit, side="right")) - 1
            last = min(max(last, first + 1), self.height)
            runs.append((first, last))
            first = last
        return runs

    def turned(self) -> "Rows":
        """Return the transpose."""
        order = np.argsort(self.columns, kind="stable")
        counts = np.bincount(self.columns, minlength=self.width)
        rows = np.repeat(np.arange(self.height), np.diff(self.starts))
        starts = np.concatenate([[0], np.cumsum(counts)])
        return Rows(starts, rows[order], self.values[order], self.height)


def stack(those: Sequence[tuple[Ints, Floats]], width: int) -> Rows:
    """Return the matrix whose rows are the given columns and values."""
    starts = np.cumsum([0, *(len(columns) for columns, _ in those)])
    return Rows(
        starts,
        np.concatenate([columns for columns, _ in those]),
        np.concatenate([values for _, values in those]),
        width,
    )


def _sums(values: Floats, starts: Ints) -> Floats:
    """Return the sums of runs; an empty run is zero, where ``reduceat`` would repeat a value."""
    padded = np.concatenate([values, np.zeros((1, values.shape[1]), np.float32)])
    sums: Floats = np.add.reduceat(padded, starts[:-1], axis=0)
    sums[np.diff(starts) == 0] = 0
    return sums
