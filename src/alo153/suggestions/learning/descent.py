"""Find the lowest point of a smooth, convex function: L-BFGS."""

from collections import deque
from collections.abc import Callable

import numpy as np

from alo153.suggestions.learning.rows import Floats

Slope = Callable[[Floats], tuple[float, Floats]]

_MEMORY = 8
_LEAST_STEP = 1e-4
_DESCENT = 1e-4
"""Armijo's condition: part of the promised descent that must be had."""
_FLAT = 1e-3
"""Largest slope, of that at the beginning."""


def lowest(function: Slope, start: Floats, *, steps: int) -> Floats:
    """Return where the function is lowest, as near as so many steps come.

    Args:
        function: value and gradient at a point.

    Source: Nocedal and Wright, Numerical Optimization (2006), algorithms 7.4 and 3.1.
    """
    memory: deque[tuple[Floats, Floats, float]] = deque(maxlen=_MEMORY)
    point, (value, slope) = start, function(start)
    flat = _FLAT * float(np.abs(slope).max())
    for _ in range(steps):
        direction = _direction(slope, memory)
        promised = float((slope * direction).sum())
        length = 1.0
        after = point - direction
        then, slope_then = function(after)
        while then > value - _DESCENT * length * promised and length > _LEAST_STEP:
            length /= 2
            after = point - length * direction
            then, slope_then = function(after)
        moved, turned = after - point, slope_then - slope
        if (curve := float((moved * turned).sum())) > 0:
            memory.append((moved, turned, 1 / curve))
        point, value, slope = after, then, slope_then
        if float(np.abs(slope).max()) < flat:
            break
    return point


def _direction(slope: Floats, memory: deque[tuple[Floats, Floats, float]]) -> Floats:
    """Return where to go against: the slope bent by what the last steps told of curvature."""
    bent, shares = slope.copy(), []
    for moved, turned, inverse in reversed(memory):
        shares.append(inverse * float((moved * bent).sum()))
        bent -= shares[-1] * turned
    if memory:
        moved, turned, inverse = memory[-1]
        bent /= inverse * float((turned * turned).sum())
    else:
        bent *= 0.1 / max(float(np.abs(bent).max()), 1e-9)
    for moved, turned, inverse in memory:
        bent += moved * (shares.pop() - inverse * float((turned * bent).sum()))
    return bent
