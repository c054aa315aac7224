"""One line of a call list: read, or said what is wrong with it. Pure."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import chain
from typing import Final
from zoneinfo import ZoneInfo

from alo153.core.text import fold
from alo153.reports.importing import queue_log
from alo153.reports.importing.columns import Column, placed
from alo153.reports.importing.fates import Fate, fate_of
from alo153.reports.importing.queue_log import Said

MOST_LINES: Final = 200_000
_DELIMITERS: Final = ";,\t|"
_CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,]\d+)?")
_SECONDS: Final = re.compile(r"(\d{1,6}(?:[.,]\d+)?)(?: ?(?:sn|s|sec)\.?)?")
_SINCE_1970: Final = re.compile(r"\d{10}(?:\.\d+)?")
_DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y%m%d", "%y%m%d")
_TIMES: Final = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p")


_NOTHING: Final = frozenset({"", "NULL"})
_YES: Final = frozenset({"1", "y", "yes", "evet", "e", "true"})
_OUT: Final = ("out", "giden")


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
        UnicodeDecodeError: it is neither Unicode nor the Turkish code page of Windows.
        csv.Error: it is no CSV, such as with a quotation mark that is never closed.
    """
    text = _text(content)
    if text.startswith("sep="):
        text = text.partition("\n")[2]
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    cells = csv.reader(io.StringIO(text), delimiter=delimiter)
    head = next(cells, [])
    rows = ((cells.line_num, row) for row in cells if any(cell.strip() for cell in row))
    if queue_log.is_log(head):
        found = queue_log.calls(chain([(1, head)], rows))
    else:
        places = placed(head, named)
        found = ((number, _said(row, places)) for number, row in rows)
    for number, said in found:
        yield _line(number, said, zone)


def _text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1254")


def _said(row: Sequence[str], places: Mapping[Column, int]) -> Said:
    """Return the values of a row; of a missing cell, dashes or NULL there is none."""
    cells = {column: row[place] if place < len(row) else "" for column, place in places.items()}
    said = {column: cell.strip() for column, cell in cells.items()}
    return {
        column: word if word.strip("-–—") not in _NOTHING else "" for column, word in said.items()
    }


def _line(number: int, said: Said, zone: ZoneInfo) -> Line | Fault | None:
    if fold(said.get(Column.DIRECTION, "")).startswith(_OUT):
        return None
    try:
        return _read(number, said, zone)
    except Broken as broken:
        return Fault(number, str(broken))


def _read(number: int, said: Said, zone: ZoneInfo) -> Line:
    fate, at = _fate(said), _at(said, zone)
    waited, talk = _lasted(said, fate, at)
    if fate is Fate.ANSWERED and waited is None:
        raise Broken("waited: an answered call says how long it waited")
    return Line(
        number=number,
        at=at,
        queue=said.get(Column.QUEUE, ""),
        agent=said.get(Column.AGENT, ""),
        fate=fate,
        waited=waited,
        talk=talk,
        hold=_seconds(Column.HOLD, said) or 0.0,
        wrap_up=_seconds(Column.WRAP_UP, said) or 0.0,
        transferred=fold(said.get(Column.TRANSFERRED, "")) in _YES,
    )


def _fate(said: Said) -> Fate:
    if Column.OUTCOME not in said:
        return Fate.ANSWERED if said[Column.ANSWERED_AT] else Fate.ABANDONED
    if fate := fate_of(word := said[Column.OUTCOME]):
        return fate
    raise Broken(f"outcome: “{word}” is none of answered, abandoned, elsewhere")


def _lasted(said: Said, fate: Fate, at: datetime) -> tuple[float | None, float | None]:
    """Return the wait, and the talk of an answered call: as they are told, or what follows."""
    waited = _seconds(Column.WAITED, said)
    length, ended = _seconds(Column.LENGTH, said), _later(Column.ENDED_AT, said, at)
    if length is None and ended:
        length = (ended - at).total_seconds()
    if fate is not Fate.ANSWERED:
        return length if waited is None else waited, None
    talk = _seconds(Column.TALK, said)
    if waited is None and (answered := _later(Column.ANSWERED_AT, said, at)):
        waited = (answered - at).total_seconds()
    if waited is None and talk is not None and length is not None:
        waited = max(0.0, length - talk)
    if talk is None and waited is not None and length is not None:
        talk = max(0.0, length - waited)
    return waited, talk


def _later(column: Column, said: Said, at: datetime) -> datetime | None:
    """Return an instant of a call that began at `at`: a time of day is of that day or the next.

    Where the clock is set back an hour, a time that seems to be earlier is in the second one.
    """
    word = said.get(column, "")
    if not word:
        return None
    local, clock = at.replace(tzinfo=None), _first(word, _TIMES)
    first = datetime.combine(local.date(), clock.time()) if clock else _moment(word)
    tried = (first, first.replace(fold=1), first + timedelta(days=1))
    for each in tried if clock else tried[:2]:
        if (found := _zoned(each, at.tzinfo).astimezone(UTC)) >= at.astimezone(UTC):
            return found
    raise Broken(f"{column.value}: “{word}” is before the call came in")


def _seconds(column: Column, said: Said) -> float | None:
    word = said.get(column, "")
    if not word:
        return None
    if clock := _CLOCK.fullmatch(word):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return float(hours * 3_600 + minutes * 60 + seconds)
    if number := _SECONDS.fullmatch(fold(word)):
        return float(number[1].replace(",", "."))
    raise Broken(f"{column.value}: “{word}” is no time; write seconds, 2:05 or 0:02:05")


def _at(said: Said, zone: ZoneInfo) -> datetime:
    day, clock = said.get(Column.DATE, ""), said.get(Column.TIME, "")
    # A column that is headed "date" or "time" alone may tell both
    both = day if not clock else clock if not day else ""
    if whole := said.get(Column.AT, "") or (both if _first(both, _DAYS) is None else ""):
        return _zoned(_moment(whole), zone)
    found = _first(day, _DAYS)
    hour = _first(clock, _TIMES)
    if found is None:
        raise Broken(f"date: “{day}” is no date; write 24.11.2026 or 2026-11-24")
    if hour is None and clock:
        raise Broken(f"time: “{clock}” is no time; write 10:05:00")
    return _zoned(datetime.combine(found.date(), hour.time() if hour else time()), zone)


def _moment(whole: str) -> datetime:
    if _SINCE_1970.fullmatch(whole):
        return datetime.fromtimestamp(float(whole), UTC)
    try:
        return datetime.fromisoformat(whole)
    except ValueError:
        day, _, clock = whole.partition(" ")
    found, hour = _first(day, _DAYS), _first(clock.strip(), _TIMES)
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


def _zoned(at: datetime, zone: tzinfo | None) -> datetime:
    return at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)
