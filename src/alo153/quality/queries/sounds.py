"""Calls by what their recording sounds like."""

from collections.abc import Mapping
from typing import Final

from django.db.models import Q

from alo153.quality.rules.targeting import LONG_SILENCE_SECONDS, MUCH_OVERLAP, MUCH_SILENCE, Sign

_OF: Final = "recording__sound_measures__"
LIKE: Final[Mapping[Sign, Q]] = {
    Sign.SILENCE: Q(**{f"{_OF}silence__gte": MUCH_SILENCE})
    | Q(**{f"{_OF}longest_silence__gte": LONG_SILENCE_SECONDS}),
    Sign.OVERLAP: Q(**{f"{_OF}overlap__gte": MUCH_OVERLAP}),
}
"""The conditions of calls, by the sign for which they are chosen to be evaluated, too."""
