"""One line of a call list: read, or said what is wrong with it. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from alo153.core.text.turkish import fold
from alo153.reports.importing.columns import Column, placed

MOST_LINES: Final = 200_000
_DELIMITERS: Final = ";,\t|"
_CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,]\d+)?")
_SECONDS: Final = re.compile(r"\d{1,6}(?:[.,]\d+)?")
_DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y%m%d", "%y%m%d")
_TIMES: Final = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p")


class Fate(StrEnum):
    """The fate of a call in the queue."""

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    ELSEWHERE = "elsewhere"


_FATES: Final[Mapping[str, Fate]] = {
    **dict.fromkeys(
        [
            "answered",
            "agent",
            "y",
            "yes",
            "evet",
            "e",
            "1",
            "true",
            "completeagent",
            "completecaller",
            "cevaplandi",
            "karsilandi",
            "karsilanan",
            "yanitlandi",
            "gorusuldu",
        ],
        Fate.ANSWERED,
    ),
    **dict.fromkeys(
        [
            "abandoned",
            "abandon",
            "hang",
            "n",
            "no",
            "hayir",
            "h",
            "0",
            "false",
            "kacti",
            "kacan",
            "kacirildi",
            "kacirilan",
            "vazgecti",
            "cevapsiz",
        ],
        Fate.ABANDONED,
    ),
    **dict.fromkeys(
        [
            "elsewhere",
            "phantom",
            "flowed_out",
            "exitwithtimeout",
            "exitwithkey",
            "exitempty",
            "overflow",
            "yonlendirildi",
            "mesaj",
        ],
        Fate.ELSEWHERE,
    ),
}
_YES: Final = frozenset({"1", "y", "yes", "evet", "e", "true"})
_OUT: Final = frozenset({"out", "outbound", "outgoing", "giden"})


class Broken(ValueError):
    """A value that cannot be read; the message says which column, and what was expected."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One call that waited, in seconds; the agent is a name that only the importer reads."""

    number: int
    at: datetime
    queue: str
    agent: str
    fate: Fate
    # None: the list does not say it
    waited: float | None
    talk: float | None
    hold: float
    wrap_up: float
    transferred: bool


@dataclass(frozen=True)
class Fault:
    """A line that cannot be counted, and why."""

    number: int
    why: str


def read(
    content: bytes, *, zone: ZoneInfo, named: Mapping[Column, str]
) -> Iterator[Line | Fault | None]:
    """Read the lines of a list; None is an outgoing call, which waits in no line.

    Args:
        zone: of times without an offset.

    Raises:
        MissingColumns: the head lacks what is needed.
        UnicodeDecodeError: it is neither UTF-8 nor the Turkish code page of Windows.
    """
    text = _text(content)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    cells = csv.reader(io.StringIO(text), delimiter=delimiter)
    head = next(cells, [])
    places = placed(head, named)
    for row in cells:
        if any(cell.strip() for cell in row):
            yield _line(cells.line_num, row, places, zone)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1254")


def _line(
    number: int, row: Sequence[str], places: Mapping[Column, int], zone: ZoneInfo
) -> Line | Fault | None:
    said = {
        column: row[place].strip() if place < len(row) else "" for column, place in places.items()
    }
    try:
        return None if fold(said.get(Column.DIRECTION, "")) in _OUT else _read(number, said, zone)
    except Broken as broken:
        return Fault(number, str(broken))


def _read(number: int, said: Mapping[Column, str], zone: ZoneInfo) -> Line:
    fate = _fate(said[Column.OUTCOME])
    waited = _seconds(Column.WAITED, said)
    if fate is Fate.ANSWERED and waited is None:
        raise Broken("waited: an answered call says how long it waited")
    talk = _seconds(Column.TALK, said) if fate is Fate.ANSWERED else None
    return Line(
        number=number,
        at=_at(said, zone),
        queue=said.get(Column.QUEUE, ""),
        agent=said.get(Column.AGENT, ""),
        fate=fate,
        waited=waited,
        talk=talk,
        hold=_seconds(Column.HOLD, said) or 0.0,
        wrap_up=_seconds(Column.WRAP_UP, said) or 0.0,
        transferred=fold(said.get(Column.TRANSFERRED, "")) in _YES,
    )


def _fate(word: str) -> Fate:
    try:
        return _FATES[fold(word)]
    except KeyError:
        raise Broken(f"outcome: “{word}” is none of answered, abandoned, elsewhere") from None


def _seconds(column: Column, said: Mapping[Column, str]) -> float | None:
    word = said.get(column, "")
    if not word:
        return None
    if clock := _CLOCK.fullmatch(word):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return float(hours * 3_600 + minutes * 60 + seconds)
    if _SECONDS.fullmatch(word):
        return float(word.replace(",", "."))
    raise Broken(f"{column.value}: “{word}” is no time; write seconds, 2:05 or 0:02:05")


def _at(said: Mapping[Column, str], zone: ZoneInfo) -> datetime:
    whole = said.get(Column.AT, "")
    if whole:
        return _zoned(_moment(whole), zone)
    day, clock = said.get(Column.DATE, ""), said.get(Column.TIME, "")
    found = _first(day, _DAYS)
    hour = _first(clock, _TIMES)
    if found is None:
        raise Broken(f"date: “{day}” is no date; write 24.11.2026 or 2026-11-24")
    if hour is None and clock:
        raise Broken(f"time: “{clock}” is no time; write 10:05:00")
    return _zoned(datetime.combine(found.date(), hour.time() if hour else time()), zone)


def _moment(whole: str) -> datetime:
    try:
        return datetime.fromisoformat(whole)
    except ValueError:
        day, _, clock = whole.partition(" ")
    found, hour = _first(day, _DAYS), _first(clock, _TIMES)
    if found is None or hour is None:
        raise Broken(f"at: “{whole}” is no moment; write 24.11.2026 10:05:00")
    return datetime.combine(found.date(), hour.time())


def _first(word: str, forms: Sequence[str]) -> datetime | None:
    for form in forms:
        try:
            return datetime.strptime(word, form)  # noqa: DTZ007 - the zone is added
        except ValueError:
            continue
    return None


def _zoned(at: datetime, zone: ZoneInfo) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=zone)
