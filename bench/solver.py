"""`python -m bench.solver BENCH`: computes as a roster does, and yields, while its bench runs."""

from __future__ import annotations

import os
import sys

import numpy as np

from alo153.core.processes.process_priority import lower_priority


def compute(bench: int) -> None:
    """Multiply matrices, with memory that leaves the caches behind, until its bench ends."""
    numbers = np.random.default_rng(153)
    left, right = numbers.random((2, 700, 700))
    while os.getppid() == bench:
        left = left @ right / 700 + right


if __name__ == "__main__":
    lower_priority()
    compute(int(sys.argv[1]))
