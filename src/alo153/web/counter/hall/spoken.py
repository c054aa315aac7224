"""The announcement of a number, as names of sounds that `voice.toml` makes. Pure."""

import re
from typing import Final

from alo153.calls.menu import voice

NEXT: Final = "hall-next"
DESK: Final = "hall-desk"
KNOWN: Final = re.compile(r"hall-(next|desk)|letter-[a-z]|number-(\d{1,2}|and)")
"""The sounds of the telephone that the hall may request."""


def sounds_of_call(shown: str, desk: int, language: str) -> list[str]:
    """Name the sounds of "A042, desk 3"; digits are said one by one.

    Args:
        shown: the number as printed.
        language: of the city.
    """
    letter, digits = shown[0].lower(), shown[1:]
    return [
        NEXT,
        f"letter-{letter}",
        *(f"number-{digit}" for digit in digits),
        DESK,
        *voice.sounds_for_number(desk, language),
    ]
