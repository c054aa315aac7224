"""A report as a table: how rows and figures are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alo153.city import queries as city
from alo153.core.text.moments import time_of_day
from alo153.reports.figures.catalog import Figure, Unit
from alo153.reports.queries import naming
from alo153.reports.queries.asked import Asked, Compared, Grain
from alo153.reports.queries.counted import Key, Row, rows, total
from alo153.reports.queries.sources import leaves_out

type FileCell = str | int | float | Promise | None
type FileRow = Sequence[FileCell]

_UNITS: Final = {Unit.PERCENT: "%", Unit.MARK: "1–5"}
_HOUR: Final = 3_600
_DAY: Final = 86_400
_DAYS_SHOWN: Final = 2
"""Longer times are written in days."""


@dataclass(frozen=True)
class Cell:
    """One figure of a row: as it is written, as a number, and how it was before."""

    figure: Figure
    value: float | None
    before: float | None = None

    @property
    def words(self) -> str:
        """Return the figure as people read it."""
        return written(self.figure, self.value)

    @property
    def words_before(self) -> str:
        """Return the figure of the earlier range."""
        return written(self.figure, self.before)

    @property
    def number(self) -> str:
        """Return the figure for a chart; empty if there is none."""
        return "" if self.value is None else f"{self.value:.3f}"

    @property
    def number_before(self) -> str:
        """Return the earlier figure for a chart."""
        return "" if self.before is None else f"{self.before:.3f}"


@dataclass(frozen=True)
class Head:
    """The heading of a figure, and what is written behind its name."""

    figure: Figure
    unit: str


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    label: str
    cells: Sequence[Cell]

    @property
    def says_something(self) -> bool:
        """Tell whether a figure of it is more than nothing."""
        return any(cell.value or cell.before for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """A whole report."""

    asked: Asked
    compared: Compared
    head: str
    lines: Sequence[Line]
    total: Line
    has_before: bool = False

    @property
    def figures(self) -> Sequence[Figure]:
        """Return the columns."""
        return self.asked.figures

    @property
    def left_out(self) -> str:
        """Return the sentence about confidential topics; empty if they are counted."""
        if not leaves_out(self.asked):
            return ""
        return _(
            "Confidential topics are left out here: with a place, a small number would name a "
            "neighbor."
        )

    @property
    def limit(self) -> str:
        """Return the sentence about the limit of the service level; empty if no figure has it.

        The live wall has the city's own limit, facts have `WAIT_LIMITS` alone.
        """
        if not self.asked.has_limit:
            return ""
        within, own = self.asked.within, city.center_times().answer_within_seconds
        if within == own:
            return _("Service level: answered within %(within)s s.") % {"within": within}
        return _(
            "Service level: answered within %(within)s s. The live wall counts within %(own)s s."
        ) % {"within": within, "own": own}

    @property
    def notes(self) -> list[str]:
        """Return what a reader of the figures must know, one sentence each."""
        return [note for note in (self.left_out, self.limit) if note]

    @property
    def heads(self) -> Sequence[Head]:
        """Return the headings of the columns."""
        return [Head(each, _UNITS.get(each.unit, "")) for each in self.figures]


def build(asked: Asked, compared: Compared, head: str) -> Table:
    """Count a report, and the earlier range next to it; some queries of facts."""
    now = rows(asked)
    earlier = asked.earlier(compared) if compared else None
    before = rows(earlier) if earlier else []
    matched = _matched(asked, earlier, before)
    keys = _with_earlier(asked, now, matched)
    labels = _labels(asked, keys)
    of_now = {row.key: row for row in now}
    lines = [Line(labels[key], _cells(asked, of_now.get(key), matched.get(key))) for key in keys]
    whole = total(asked, now)
    whole_before = total(earlier, before) if earlier else None
    if asked.dimension:
        lines = [line for line in lines if line.says_something]
    last = Line(_("Total"), _cells(asked, whole, whole_before))
    return Table(asked, compared, head, lines, last, has_before=bool(before))


def written(figure: Figure, value: float | None) -> str:
    """Write a figure: counts whole, shares with one digit, times as people say them."""
    if value is None:
        return "–"
    if figure.unit is Unit.COUNT:
        return str(number_format(round(value), 0, force_grouping=True))
    if figure.unit is Unit.SECONDS:
        return _time(value)
    return str(number_format(round(value, 1), 1))


def for_file(table: Table) -> Iterator[FileRow]:
    """Return the table for a file: numbers stay numbers, times are seconds; notes are last."""
    yield [table.head, *_heads(table)]
    for line in [*table.lines, table.total]:
        yield [line.label, *_numbers(table, line)]
    for note in table.notes:
        yield [note]


def _heads(table: Table) -> Iterator[str | Promise]:
    for figure in table.figures:
        unit = {Unit.PERCENT: " (%)", Unit.SECONDS: f" ({_('seconds')})"}.get(figure.unit, "")
        yield f"{figure.label}{unit}"
        if table.compared:
            yield f"{figure.label}{unit}, {_('before')}"


def _numbers(table: Table, line: Line) -> Iterator[FileCell]:
    for cell in line.cells:
        yield _rounded(cell.value)
        if table.compared:
            yield _rounded(cell.before)


def _rounded(value: float | None) -> FileCell:
    return None if value is None else round(value, 2)


def _cells(asked: Asked, row: Row | None, before: Row | None) -> list[Cell]:
    return [
        Cell(
            figure,
            None if row is None else row.value(figure),
            None if before is None else before.value(figure),
        )
        for figure in asked.figures
    ]


def _matched(asked: Asked, earlier: Asked | None, before: Sequence[Row]) -> Mapping[Key, Row]:
    """Return the earlier rows by the key of the row next to them."""
    if earlier is None:
        return {}
    if asked.dimension:
        return {row.key: row for row in before}
    by_month = asked.grain is Grain.MONTH and earlier.since.year < asked.since.year
    shift = asked.since - earlier.since
    return {_later(row.key, shift, by_month=by_month): row for row in before}


def _later(key: Key, shift: timedelta, *, by_month: bool) -> Key:
    if isinstance(key, date) and not isinstance(key, datetime) and by_month:
        return key.replace(year=key.year + 1)
    # By the clock on the wall: a change to summer time moves no row
    return key + shift if isinstance(key, date) else key


def _with_earlier(asked: Asked, now: Sequence[Row], matched: Mapping[Key, Row]) -> list[Key]:
    keys = [row.key for row in now]
    if not asked.dimension:
        return keys
    return keys + [key for key in matched if key not in set(keys)]


def _labels(asked: Asked, keys: Sequence[Key]) -> Mapping[Key, str]:
    if asked.dimension:
        return naming.names(asked.dimension, keys)
    return {key: _stretch(asked.grain, key) for key in keys}


def _stretch(grain: Grain, key: Key) -> str:
    """Write a stretch of time by its beginning."""
    if isinstance(key, datetime):
        return f"{_day(key)} {time_of_day(key)}"
    if not isinstance(key, date):
        return str(key)
    if grain is Grain.MONTH:
        return str(date_format(key, "F Y"))
    if grain is Grain.WEEK:
        last = key + timedelta(days=6)
        return f"{date_format(key, 'SHORT_DAY_FORMAT')}–{_day(last)}"
    return f"{_day(key)} {date_format(key, 'D')}"


def _day(day: date) -> str:
    return str(date_format(day, "SHORT_DATE_FORMAT"))


def _time(seconds: float) -> str:
    whole = round(seconds)
    if whole < _HOUR:
        return f"{whole // 60}:{whole % 60:02}"
    if whole < _DAYS_SHOWN * _DAY:
        return _("%(hours)s h %(minutes)s min") % {
            "hours": whole // _HOUR,
            "minutes": whole % _HOUR // 60,
        }
    return _("%(days)s days") % {"days": number_format(round(seconds / _DAY, 1), 1)}
