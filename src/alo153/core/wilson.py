"""The 95 % interval of a share (Wilson 1927). Pure."""

import math
from typing import Final

Z: Final = 1.959963984540054
"""The 97.5 % point of the normal distribution: intervals hold with 95 %."""


def wilson(successes: float, n: float) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927; Brown, Cai and DasGupta 2001).

    Args:
        n: how many there are; for a stratified sample its effective number, which need not be
            whole.

    Raises:
        ValueError: n is not above zero, or the successes are not within it.
    """
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n}")
    share, square = successes / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)
