"""The switchboard's speech as lists of sounds: Asterisk itself cannot speak Turkish numbers.

Pure: it names sounds, it does not look for files. `launch/telephony/prompts.py` generates one
file for every name of `ALL_SOUNDS` into Asterisk's sounds folder, under the city's slug.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from alo153.calls.menu.windows import Slot


class Leaving(StrEnum):
    """Why a caller hears a last sentence before the line is hung up."""

    CALL_BACK = "call_back"
    CLOSED = "closed"
    BLOCKED = "blocked"
    EMERGENCY = "emergency"
    PROMISED = "promised"


GREETING = "greeting"
RECORDING_NOTICE = "recording-notice"
NEXT_IN_LINE = "next-in-line"
YOUR_POSITION = "your-position"
MANY_WAITING = "many-waiting"
PLEASE_HOLD = "please-hold"
PAUSE = "pause"
SURVEY_QUESTION = "survey-question"
SURVEY_THANKS = "survey-thanks"
CALL_BACK_OFFER = "call-back-offer"
CALL_BACK_LEFT = "call-back-left"
CALL_BACK_PROMISED = "call-back-promised"
CLOSED = "closed"
BLOCKED = "blocked"
EMERGENCY = "emergency-closed"
LARGEST_SPOKEN = 99
TEN = 10
STEPS = (1, 2, 3, 5, 10)
"""Minutes of waiting that are spoken; for a longer wait the call-back is offered."""
_FILE_NAMES = {"position": YOUR_POSITION, "queue_long": MANY_WAITING}

WAITS: tuple[str, ...] = tuple(f"wait-{minutes}" for minutes in STEPS)
"""The probable wait in whole sentences: languages count minutes differently."""
GOODBYES = {
    Leaving.CALL_BACK: CALL_BACK_LEFT,
    Leaving.CLOSED: CLOSED,
    Leaving.BLOCKED: BLOCKED,
    Leaving.EMERGENCY: EMERGENCY,
    Leaving.PROMISED: CALL_BACK_PROMISED,
}
FALLBACK: tuple[str, ...] = tuple(
    f"fallback-{name}" for name in ("greeting", "wait", "message", "thanks")
)
"""Sounds that Asterisk plays itself while no program runs (extensions.conf, queues.conf)."""
FALLBACK_KNOWN: tuple[str, ...] = FALLBACK[1:]
"""Sounds that it plays to known callers, in their language."""

NUMBERS: tuple[str, ...] = tuple(f"number-{n}" for n in (*range(1, 10), *range(10, 100, 10)))
"""1 to 9 and the tens: every Turkish number below a hundred is a ten followed by a unit."""

TEENS = range(11, 20)
WITH_TEENS = frozenset({"en", "ar"})
"""Languages that have a word of its own for each of these; Turkish says ten and one."""

UNITS_FIRST = frozenset({"ar"})
"""Languages that say three and twenty."""
AND = "number-and"

DEPARTURES = "departures-of"
NO_DEPARTURES = "departures-none"
DEPARTURE_PROMPTS: tuple[str, ...] = (DEPARTURES, NO_DEPARTURES)

DIGITS: tuple[str, ...] = tuple(f"number-{n}" for n in range(10))

ALL_SOUNDS: tuple[str, ...] = (
    GREETING,
    RECORDING_NOTICE,
    NEXT_IN_LINE,
    YOUR_POSITION,
    MANY_WAITING,
    PLEASE_HOLD,
    CALL_BACK_OFFER,
    *GOODBYES.values(),
    *WAITS,
    SURVEY_QUESTION,
    SURVEY_THANKS,
    *NUMBERS,
)


def needed(language: str) -> tuple[str, ...]:
    """Name the sounds that must be there in a language other than the city's own."""
    teens = tuple(f"number-{n}" for n in TEENS) if language in WITH_TEENS else ()
    return (*ALL_SOUNDS, *FALLBACK_KNOWN, *teens, *([AND] if language in UNITS_FIRST else []))


def file_name(key: str) -> str:
    """Return the name of a prompt's sound, by its key in voice.toml."""
    return _FILE_NAMES.get(key, key.replace("_", "-"))


def queue_sound(queue: str) -> str:
    """Return the name of the sound that says to an agent which queue a call comes from."""
    return f"queue-{queue}"


def window_sound(window: str, day: str) -> str:
    """Return the name of the sound that offers a window of today or tomorrow."""
    return f"window-{window}-{day}"


def sounds_for_windows(slots: Sequence[Slot]) -> tuple[str, ...]:
    """Name the sounds that offer windows by the keys from 1 on."""
    numbered = enumerate(slots, start=1)
    return tuple(
        sound
        for key, slot in numbered
        for sound in (window_sound(slot.window, slot.day), f"number-{key}")
    )


def sounds_for_position(
    position: int,
    *,
    minutes: int | None = None,
    call_back: bool = False,
    call_back_first: bool = False,
    language: str = "",
) -> list[str]:
    """Name the sounds that tell a caller the place in the line (1 is next).

    With it the probable wait, one of `STEPS`, and that a call-back can be left by a key: last, or
    before anything else. Raises ValueError below 1. Above 99 only that many are waiting is said.
    """
    if position < 1:
        raise ValueError("a position in the line starts at 1")
    wait = [] if minutes is None else [f"wait-{minutes}"]
    offer = [CALL_BACK_OFFER] if call_back else []
    told = [*_place(position, language), *wait, PLEASE_HOLD]
    return [*offer, *told] if call_back_first else [*told, *offer]


def sounds_for_goodbye(why: Leaving) -> list[str]:
    """Name the last sentence a caller hears."""
    return [GOODBYES[why]]


def _place(position: int, language: str) -> list[str]:
    if position == 1:
        return [NEXT_IN_LINE]
    if position > LARGEST_SPOKEN:
        return [MANY_WAITING]
    return [YOUR_POSITION, *sounds_for_number(position, language)]


def sounds_for_code(code: str) -> list[str]:
    """Name the sounds of a tracking code: digit by digit, in groups of three."""
    groups = [code[start : start + 3] for start in range(0, len(code), 3)]
    return [name for group in groups for name in (*(f"number-{d}" for d in group), PAUSE)][:-1]


def sounds_for_departures(
    line: str, times: Sequence[tuple[int, int]], language: str = ""
) -> list[str]:
    """Name the sounds of the next departures of a line, each with its hour and minute.

    Args:
        line: as it was typed: digits.
    """
    named = [DEPARTURES if times else NO_DEPARTURES, *(f"number-{d}" for d in line)]
    told = (sound for each in times for sound in (PAUSE, *_time(*each, language)))
    return [*named, *told]


def _time(hour: int, minute: int, language: str) -> list[str]:
    """Name the sounds of a time of day: eight, zero, five."""
    zero = [] if minute >= TEN else ["number-0"]
    return [*_from_zero(hour, language), *zero, *_from_zero(minute, language)]


def _from_zero(value: int, language: str) -> list[str]:
    return sounds_for_number(value, language) if value else ["number-0"]


def media(city: str, sounds: Sequence[str], language: str = "") -> list[str]:
    """Name the sounds of a city as ARI's play takes them.

    Prompts of a second language are in a folder of its name; a name with a folder stays as it is.
    """
    folder = f"{language}/" if language else ""
    return [f"sound:{city}/{name if '/' in name else folder + name}" for name in sounds]


def sounds_for_number(value: int, language: str = "") -> list[str]:
    """Name the sounds of a number from 1 to 99."""
    if language in WITH_TEENS and value in TEENS:
        return [f"number-{value}"]
    tens, units = divmod(value, 10)
    parts = [f"number-{n}" for n in (tens * 10, units) if n]
    if language in UNITS_FIRST and tens and units:
        return [parts[1], AND, parts[0]]
    return parts
