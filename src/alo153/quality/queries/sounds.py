"""Calls by what their recording sounds like."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.db.models import Q

from alo153.calls.models import Call
from alo153.quality.models import SoundMeasures
from alo153.quality.rules.targeting import LONG_SILENCE_SECONDS, MUCH_OVERLAP, MUCH_SILENCE, Sign

_OF: Final = "recording__sound_measures__"
_SLOW_SECONDS: Final = 3.0
"""A pause before an answer at which a citizen asks whether anybody is there."""
_ONE_SIDED: Final = 0.9
_DISTORTED: Final = 0.01
_FAINT_DB: Final = -45.0


class Heard(StrEnum):
    """A search by sound; none of these is a reason to be evaluated."""

    SLOW = "slow"
    ONE_SIDED = "one_sided"
    DISTORTED = "distorted"
    FAINT = "faint"


LIKE: Final[Mapping[Sign | Heard, Q]] = {
    Sign.SILENCE: Q(**{f"{_OF}silence__gte": MUCH_SILENCE})
    | Q(**{f"{_OF}longest_silence__gte": LONG_SILENCE_SECONDS}),
    Sign.OVERLAP: Q(**{f"{_OF}overlap__gte": MUCH_OVERLAP}),
    Heard.SLOW: Q(**{f"{_OF}answer_seconds__gte": _SLOW_SECONDS}),
    Heard.ONE_SIDED: Q(**{f"{_OF}agent_share__gte": _ONE_SIDED}),
    Heard.DISTORTED: Q(**{f"{_OF}clipped__gte": _DISTORTED}),
    Heard.FAINT: Q(**{f"{_OF}citizen_level__lte": _FAINT_DB})
    | Q(**{f"{_OF}agent_level__lte": _FAINT_DB}),
}
"""The conditions of calls; the two signs are also reasons to be evaluated."""


def measures_of(call: Call) -> SoundMeasures | None:
    """Return what was measured in the recording of a call, once it is measured; one query."""
    return SoundMeasures.objects.filter(recording=call.pk, seconds__isnull=False).first()
