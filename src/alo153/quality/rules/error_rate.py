"""The word error rate of an engine against a person's transcript. Pure."""

import re
from collections.abc import Sequence
from typing import Final

from alo153.core.text import fold

CLAIMED_FROM: Final = 30
"""Recordings: of fewer no rate is stated."""


def words(text: str) -> list[str]:
    """Return the folded words of a text; case, accents and punctuation are no errors."""
    return [fold(word) for word in re.findall(r"[^\W_]+", text)]


def errors(reference: Sequence[str], heard: Sequence[str]) -> int:
    """Return the fewest words to put in, take out or replace to get from one to the other.

    The word error rate is this by the number of words of the reference (Levenshtein 1966); it may
    be above 1.
    """
    before = list(range(len(heard) + 1))
    for place, word in enumerate(reference, 1):
        now = [place]
        for other, spoken in enumerate(heard, 1):
            same = before[other - 1] + (word != spoken)
            now.append(min(same, before[other] + 1, now[other - 1] + 1))
        before = now
    return before[-1]
