"""What the switchboard says, as lists of sounds: Asterisk itself cannot speak Turkish numbers.

Pure: it names sounds, it does not look for files. `launch/prompts.py` generates one file for
every name of `ALL_SOUNDS` into Asterisk's sounds folder, under the city's slug.
"""

from __future__ import annotations

GREETING = "greeting"
NEXT_IN_LINE = "next-in-line"
YOUR_POSITION = "your-position"
MANY_WAITING = "many-waiting"
PLEASE_HOLD = "please-hold"
LARGEST_SPOKEN = 99

NUMBERS: tuple[str, ...] = tuple(f"number-{n}" for n in (*range(1, 10), *range(10, 100, 10)))
"""1 to 9 and the tens: every Turkish number below a hundred is a ten followed by a unit."""

ALL_SOUNDS: tuple[str, ...] = (
    GREETING,
    NEXT_IN_LINE,
    YOUR_POSITION,
    MANY_WAITING,
    PLEASE_HOLD,
    *NUMBERS,
)


def sounds_for_greeting() -> list[str]:
    """Name the sounds a caller hears first: the welcome with the recording notice."""
    return [GREETING]


def sounds_for_position(position: int) -> list[str]:
    """Name the sounds that tell a caller the place in the line (1 is next).

    Raises ValueError below 1. Above 99 only that many are waiting is said.
    """
    if position < 1:
        raise ValueError("a position in the line starts at 1")
    if position == 1:
        return [NEXT_IN_LINE, PLEASE_HOLD]
    if position > LARGEST_SPOKEN:
        return [MANY_WAITING, PLEASE_HOLD]
    return [YOUR_POSITION, *_number(position), PLEASE_HOLD]


def media(city: str, sounds: list[str]) -> list[str]:
    """Name the sounds of a city as ARI's play takes them."""
    return [f"sound:{city}/{name}" for name in sounds]


def _number(value: int) -> list[str]:
    tens, units = divmod(value, 10)
    parts = [f"number-{tens * 10}"] if tens else []
    return [*parts, f"number-{units}"] if units else parts
