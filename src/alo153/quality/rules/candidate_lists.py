"""The list that a draw was made from, kept with the draw. Pure.

Contacts are deleted and become confidential later; the kept list gives the draw again even then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from alo153.quality.rules import sampling
from alo153.quality.rules.sampling import Candidate, Drawn


class Kind(StrEnum):
    """The kinds of things that are drawn each day."""

    CONTACTS = "contacts"
    ANSWERS = "answers"
    CLOSINGS = "closings"


@dataclass(frozen=True)
class CandidateList:
    """The candidates of a kind, and how they are drawn.

    Args:
        each: at most so many of every stratum.
    """

    seed: str
    each: int
    candidates: tuple[Candidate, ...]

    def draw(self) -> list[Drawn]:
        """Draw from the list; every call gives the same."""
        return sampling.draw(self.candidates, each=self.each, seed=self.seed)


def to_json(lists: Mapping[Kind, CandidateList]) -> dict[str, Any]:
    """Return lists as `Draw.lists` keeps them: keys, channel, queue and hour, no personal data."""
    return {
        kind.value: {
            "seed": found.seed,
            "each": found.each,
            "candidates": [
                [each.key, each.stratum, each.channel, each.queue, each.hour]
                for each in found.candidates
            ],
        }
        for kind, found in lists.items()
    }


def from_json(kept: Mapping[str, Any]) -> dict[Kind, CandidateList]:
    """Return the lists as they were kept."""
    return {
        Kind(kind): CandidateList(
            found["seed"],
            found["each"],
            tuple(Candidate(*each) for each in found["candidates"]),
        )
        for kind, found in kept.items()
    }
