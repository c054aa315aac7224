"""Reports within an hour against the usual number. Pure."""

from typing import Final

LEAST: Final = 5
"""Fewer reports within an hour are no news, however seldom the topic is."""


def times(count: int, usual: float) -> float | None:
    """Return how many times the usual a count is; None below `LEAST`.

    A usual below one report within the hour counts as one: twice in a year is not the usual of a
    topic, and five reports within an hour are five times what anybody would expect.
    """
    return count / max(usual, 1.0) if count >= LEAST else None
