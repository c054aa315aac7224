"""Choose contacts for evaluation by a reason, in addition to the random draw. Pure.

They show where something went wrong. They do not represent all contacts, and enter no estimate.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from alo153.quality.rules.sampling import chance


class Sign(StrEnum):
    """Why a contact is worth a look; the first one that fits is its reason."""

    ALARM = "alarm"
    LOW_RATING = "low_rating"
    COMPLAINT = "complaint"
    LONG_HOLD = "long_hold"
    SILENCE = "silence"
    OVERLAP = "overlap"
    REPEATED = "repeated"
    GUEST = "guest"
    NEW_AGENT = "new_agent"


LONG_HOLD_SECONDS: Final = 120.0
LOW_RATING: Final = 2
MUCH_SILENCE: Final = 0.4
LONG_SILENCE_SECONDS: Final = 45.0
MUCH_OVERLAP: Final = 0.15


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts of a contact.

    Args:
        rating: 1 (bad) to 5 (good); None if the citizen said nothing.
        silence, overlap: shares of the talk; None where the sound was not measured.
        longest_silence: seconds.
        alarmed: an alarm was raised in its application, and nobody dismissed it.
        repeated: the citizen had turned to the center about the same topic days before.
        complaint: it became an application of the kind "complaint".
        guest: an invited person took it in a guest seat.
        new_agent: its agent began weeks ago.
    """

    hold_seconds: float = 0.0
    rating: int | None = None
    silence: float | None = None
    longest_silence: float | None = None
    overlap: float | None = None
    alarmed: bool = False
    repeated: bool = False
    complaint: bool = False
    guest: bool = False
    new_agent: bool = False


def _is_silent(facts: Facts) -> bool:
    long = (facts.longest_silence or 0.0) >= LONG_SILENCE_SECONDS
    return long or (facts.silence or 0.0) >= MUCH_SILENCE


_FITS: Final[Mapping[Sign, Callable[[Facts], bool]]] = {
    Sign.ALARM: lambda facts: facts.alarmed,
    Sign.LOW_RATING: lambda facts: facts.rating is not None and facts.rating <= LOW_RATING,
    Sign.COMPLAINT: lambda facts: facts.complaint,
    Sign.LONG_HOLD: lambda facts: facts.hold_seconds >= LONG_HOLD_SECONDS,
    Sign.SILENCE: _is_silent,
    Sign.OVERLAP: lambda facts: (facts.overlap or 0.0) >= MUCH_OVERLAP,
    Sign.REPEATED: lambda facts: facts.repeated,
    Sign.GUEST: lambda facts: facts.guest,
    Sign.NEW_AGENT: lambda facts: facts.new_agent,
}


def signs(facts: Facts) -> list[Sign]:
    """Return every reason to look at a contact, the weightiest first."""
    return [sign for sign in Sign if _FITS[sign](facts)]


def choose(
    contacts: Mapping[int, Facts], *, drawn: Collection[int], each: int, seed: str
) -> dict[int, Sign]:
    """Return up to `each` contacts for each reason, by key, with the reason.

    Where more have a reason, a hash of seed and key chooses among them.

    Args:
        drawn: what chance drew already; it is not chosen again.
    """
    found = {key: signs(facts) for key, facts in contacts.items() if key not in drawn}
    chosen: dict[int, Sign] = {}
    for sign in Sign:
        fitting = [key for key, those in found.items() if sign in those and key not in chosen]
        fitting.sort(key=lambda key: chance(seed, sign, key))
        chosen |= dict.fromkeys(fitting[:each], sign)
    return chosen
