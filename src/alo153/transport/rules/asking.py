"""Read one line of typing: a line, a stop, or a way from one place to another."""

import re
from dataclasses import dataclass
from typing import Final

_TIME: Final = re.compile(r"(?:\bsaat\s+)?\b([01]?\d|2[0-3])[:.]([0-5]\d)\b(?:['’]?[dt][ea]n?\b)?")
_FROM: Final = r"(?:['’]?n?[dt][ae]n)"
_TO: Final = r"(?:['’]?[yn]?[ae])"
_SEPARATED: Final = re.compile(r"\s+[-–—>→]+\s+|\s*[>→]\s*")
_QUOTED: Final = re.compile(rf"(.+?)['’]n?[dt][ae]n\s+(.+?)(?:['’][yn]?[ae])?", re.IGNORECASE)
_ENGLISH: Final = re.compile(r"from\s+(.+?)\s+to\s+(.+)", re.IGNORECASE)
_FROM_END: Final = re.compile(rf"(.+?){_FROM}", re.IGNORECASE)
_TO_END: Final = re.compile(rf"(.+?){_TO}", re.IGNORECASE)
_ENDING: Final = re.compile(r"['’](?:n?[dt][ae]n?|[yn]?[ae]|n?[ıiuü]n)\b", re.IGNORECASE)
_CHAFF: Final = re.compile(
    r"\b(?:ne zaman|kaçta|kacta|saat kaçta|nasıl giderim|nasil giderim|nasıl gidilir"
    r"|nasil gidilir|nasıl gidebilirim|gitmek istiyorum|kalkıyor|kalkiyor|geçiyor|geciyor"
    r"|gelir|geliyor|sefer saatleri|saatleri|otobüsü|otobusu|when|next)\b|\?",
    re.IGNORECASE,
)
_LINE: Final = re.compile(r"^\s*(?:hat|hattı|line)\b|\b(?:hattı|hatti|hat|numaralı|nolu)\b", re.I)


@dataclass(frozen=True)
class Question:
    """What may be meant; the first way whose ends are both known is taken.

    `time` is in seconds after midnight; None is now.
    """

    text: str
    ways: tuple[tuple[str, str], ...]
    time: int | None
    # A way was written that is nothing else: with a sign between, or with apostrophes
    is_way: bool


def read(text: str) -> Question:
    """Return what a line of typing asks."""
    found = _TIME.search(text)
    time = int(found[1]) * 3600 + int(found[2]) * 60 if found else None
    rest = _CHAFF.sub(" ", _TIME.sub(" ", text, count=1) if found else text)
    rest = " ".join(rest.split())
    plain = _plain_way(rest)
    ways = (plain,) if plain else tuple(_guessed(rest))
    named = _LINE.sub(" ", _ENDING.sub("", rest))
    return Question(" ".join(named.split()), ways, time, plain is not None)


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
