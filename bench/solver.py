"""`python -m bench.solver`: computes without end, as a roster does, and yields."""

from __future__ import annotations

import numpy as np

from alo153.core.processes.process_priority import lower_priority


def compute() -> None:
    """Multiply matrices for ever, with memory that leaves the caches behind."""
    numbers = np.random.default_rng(153)
    left, right = numbers.random((2, 700, 700))
    while True:
        left = left @ right / 700 + right


if __name__ == "__main__":
    lower_priority()
    compute()
