"""Read one line of typing: a line, a stop, or a way from one place to another."""

import re
from dataclasses import dataclass
from typing import Final

from alo153.core.text import fold
from alo153.transport.rules.timetable import DAY

_BY_HOUR: Final = re.compile(
    r"\b(?:saat\s+)?([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\s*['’]?y?[ae]\s+(?:kadar|dek)\b"
    r"|\bby\s+([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\b",
    re.IGNORECASE,
)
_HOURS: Final = {
    **dict(
        zip(
            [
                "bire",
                "ikiye",
                "uce",
                "dorde",
                "bese",
                "altiya",
                "yediye",
                "sekize",
                "dokuza",
                "ona",
            ],
            range(1, 11),
            strict=True,
        )
    ),
    "on bire": 11,
    "on ikiye": 12,
}
_ENGLISH_HOURS: Final = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_BY_WORD: Final = re.compile(
    r"\b(?:saat\s+)?((?:on\s+)?(?:bire|ikiye)|üçe|uce|dörde|dorde|beşe|bese|altıya|altiya|yediye"
    rf"|sekize|dokuza|ona)\s+(?:kadar|dek)\b|\bby\s+({'|'.join(_ENGLISH_HOURS)})\b",
    re.IGNORECASE,
)
_AT_HOUR: Final = re.compile(r"\bsaat\s+([01]?\d|2[0-3])\b(?:['’]?[dt][ea]n?\b)?", re.IGNORECASE)
_TOMORROW: Final = re.compile(r"\b(?:yarın|yarin|tomorrow)\b", re.IGNORECASE)
_TIME: Final = re.compile(r"(?:\bsaat\s+)?\b([01]?\d|2[0-3])[:.]([0-5]\d)\b(?:['’]?[dt][ea]n?\b)?")
_FROM: Final = r"(?:['’]?n?[dt][ae]n)"
_TO: Final = r"(?:['’]?[yn]?[ae])"
_SEPARATED: Final = re.compile(r"\s+[-–—>→]+\s+|\s*[>→]\s*")
_QUOTED: Final = re.compile(r"(.+?)['’]n?[dt][ae]n\s+(.+?)(?:['’][yn]?[ae])?", re.IGNORECASE)
_ENGLISH: Final = re.compile(r"from\s+(.+?)\s+to\s+(.+)", re.IGNORECASE)
_FROM_END: Final = re.compile(rf"(.+?){_FROM}", re.IGNORECASE)
_TO_END: Final = re.compile(rf"(.+?){_TO}", re.IGNORECASE)
_ENDING: Final = re.compile(r"['’](?:n?[dt][ae]n?|[yn]?[ae]|n?[ıiuü]n)\b", re.IGNORECASE)
_CHAFF: Final = re.compile(
    r"\b(?:ne zaman|kaçta|kacta|saat kaçta|nasıl giderim|nasil giderim|nasıl gidilir"
    r"|nasil gidilir|nasıl gidebilirim|gitmek istiyorum|kalkıyor|kalkiyor|geçiyor|geciyor"
    r"|gelir|geliyor|orada olmak istiyorum|olmalıyım|olmaliyim|gitmem lazım"
    r"|sefer saatleri|saatleri|otobüsü|otobusu|when|next)\b|\?",
    re.IGNORECASE,
)
_NOON: Final = 12
_LINE: Final = re.compile(r"^\s*(?:hat|hattı|line)\b|\b(?:hattı|hatti|hat|numaralı|nolu)\b", re.I)


@dataclass(frozen=True)
class Question:
    """The possible meanings; the first way with two known ends is taken.

    `time` is in seconds after midnight; None is now, or tomorrow's beginning.
    """

    text: str
    ways: tuple[tuple[str, str], ...]
    time: int | None
    # A way was written that is nothing else: with a sign between, or with apostrophes
    is_way: bool
    # One wants to be there by this time
    is_by: bool = False
    # An hour up to twelve: in the morning or in the evening
    is_vague: bool = False
    is_tomorrow: bool = False

    def moment(self, now: int) -> int:
        """Return the time in seconds after today's midnight."""
        if self.is_tomorrow:
            return DAY + (self.time or 0)
        if self.time is None:
            return now
        is_evening = self.is_vague and self.time < now <= self.time + DAY // 2
        return self.time + is_evening * (DAY // 2)

    @property
    def when(self) -> str:
        """Return the time as one would type it after a place."""
        if self.time is None:
            return " yarın" * self.is_tomorrow
        hour, minute = divmod(self.time // 60, 60)
        clock = f"saat {hour}" if self.is_vague else f"{hour:02d}:{minute:02d}"
        return f" {clock}" + "'e kadar" * self.is_by + " yarın" * self.is_tomorrow


@dataclass(frozen=True)
class _Time:
    seconds: int | None = None
    is_by: bool = False
    is_vague: bool = False


def read(text: str) -> Question:
    """Return what a line of typing asks."""
    is_tomorrow = bool(_TOMORROW.search(text))
    time, rest = _time(_TOMORROW.sub(" ", text))
    rest = " ".join(_CHAFF.sub(" ", rest).split())
    plain = _plain_way(rest)
    ways = (plain,) if plain else tuple(_guessed(rest))
    named = _LINE.sub(" ", _ENDING.sub("", rest))
    return Question(
        " ".join(named.split()),
        ways,
        time.seconds,
        plain is not None,
        is_by=time.is_by,
        is_vague=time.is_vague,
        is_tomorrow=is_tomorrow,
    )


def _time(text: str) -> tuple[_Time, str]:
    """Return the time that is asked for, and the text without it."""
    if found := _BY_HOUR.search(text):
        hours, minutes = found[1] or found[3], found[2] or found[4]
        time = _Time(_seconds(hours, minutes), is_by=True, is_vague=_is_vague(hours, minutes))
    elif found := _BY_WORD.search(text):
        word = " ".join(fold(found[1] or found[2]).split())
        hour = _HOURS.get(word) or _ENGLISH_HOURS.index(word) + 1
        time = _Time(hour * 3600, is_by=True, is_vague=True)
    elif found := _TIME.search(text):
        time = _Time(_seconds(found[1], found[2]))
    elif found := _AT_HOUR.search(text):
        time = _Time(_seconds(found[1], ""), is_vague=_is_vague(found[1], ""))
    else:
        return _Time(), text
    return time, f"{text[: found.start()]} {text[found.end() :]}"


def _seconds(hours: str, minutes: str) -> int:
    return int(hours) * 3600 + int(minutes or 0) * 60


def _is_vague(hours: str, minutes: str) -> bool:
    return not minutes and not hours.startswith("0") and 1 <= int(hours) <= _NOON


def _plain_way(text: str) -> tuple[str, str] | None:
    parts = _SEPARATED.split(text)
    if len(parts) == 2 and all(parts):  # noqa: PLR2004 - from and to
        return parts[0], parts[1]
    found = _ENGLISH.fullmatch(text) or _QUOTED.fullmatch(text)
    return (found[1], found[2]) if found else None


def _guessed(text: str) -> list[tuple[str, str]]:
    """Return each way of reading two places whose endings were written without apostrophes."""
    words = text.split(" ")
    guesses = list[tuple[str, str]]()
    for place in range(1, len(words)):
        left, right = " ".join(words[:place]), " ".join(words[place:])
        if begin := _FROM_END.fullmatch(left):
            guesses.append((begin[1], right))
            if end := _TO_END.fullmatch(right):
                guesses.append((begin[1], end[1]))
    return guesses
