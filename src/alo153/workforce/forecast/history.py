"""Past contacts by interval, as a table of days: read from CSV, with gaps and doubles named."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST_DAYS = 3660


@dataclass(frozen=True)
class History:
    """Counts of consecutive days, days x intervals; NaN where nothing is known.

    ``remarks`` say in words what was wrong with the source; ``doubled`` and ``missing`` name the
    intervals by their begin.
    """

    first: date
    counts: Floats
    remarks: tuple[str, ...] = ()
    doubled: tuple[datetime, ...] = ()
    missing: tuple[datetime, ...] = ()

    @property
    def days(self) -> list[date]:
        """Return the days in their order."""
        return [self.first + timedelta(days=number) for number in range(len(self.counts))]

    @property
    def intervals(self) -> int:
        """Return how many intervals a day has."""
        return int(self.counts.shape[1])

    def until(self, day: date) -> History:
        """Return what was known before a day."""
        return History(self.first, self.counts[: (day - self.first).days], self.remarks)


class HistoryError(ValueError):
    """The file is not a history; the words say which line."""


def read_csv(lines: Iterable[str], *, intervals: int = 48) -> History:
    """Return the history of a CSV with a header and two columns: instant (local, ISO), count.

    Columns are parted by what the header has: a comma, or a semicolon as in Turkish tables.
    A doubled interval keeps the larger count (a doubled export, not double work); a missing one
    stays unknown. Both are told in the remarks.

    Raises:
        HistoryError: a line cannot be read, nothing is there, or it spans more than ten years.
    """
    found: dict[tuple[date, int], float] = {}
    doubled: list[tuple[date, int]] = []
    rest = iter(lines)
    parted = ";" if ";" in next(rest, "") else ","
    for number, row in enumerate(_rows(rest, parted), start=2):
        if not row:
            continue
        day, place, count = _line(number, row, intervals)
        if (day, place) in found:
            doubled.append((day, place))
        found[day, place] = max(count, found.get((day, place), 0.0))
    if not found:
        raise HistoryError("no intervals")
    return _table(found, intervals, doubled)


def _rows(lines: Iterable[str], parted: str) -> Iterator[list[str]]:
    rows = csv.reader(lines, delimiter=parted)
    try:
        yield from rows
    # A field of more than 128 KB, as after a quotation mark that nothing closes
    except csv.Error as error:
        raise HistoryError(f"line {rows.line_num + 1}: {error}") from error


def _line(number: int, row: Sequence[str], intervals: int) -> tuple[date, int, float]:
    try:
        at, count = datetime.fromisoformat(row[0].strip()), float(row[1])
    except (ValueError, IndexError) as error:
        raise HistoryError(f"line {number}: {error}") from error
    if not 0 <= count < float("inf"):
        raise HistoryError(f"line {number}: {row[1]} is no count")
    return at.date(), (at.hour * 60 + at.minute) * intervals // 1440, count


def _table(
    found: dict[tuple[date, int], float], intervals: int, doubled: Sequence[tuple[date, int]]
) -> History:
    first, last = min(found)[0], max(found)[0]
    if (last - first).days >= MOST_DAYS:
        raise HistoryError(f"from {first} to {last}: more than ten years")
    counts = np.full(((last - first).days + 1, intervals), np.nan)
    for (day, place), count in found.items():
        counts[(day - first).days, place] = count
    missing = [(first + timedelta(days=int(day)), int(place)) for day, place in
               zip(*np.nonzero(np.isnan(counts)), strict=True)]  # fmt: skip
    remarks = [f"{len(doubled)} intervals came twice"] if doubled else []
    remarks += [f"{len(missing)} intervals are missing"] if missing else []
    return History(
        first,
        counts,
        tuple(remarks),
        doubled=tuple(_begin(*each, intervals) for each in dict.fromkeys(doubled)),
        missing=tuple(_begin(*each, intervals) for each in missing),
    )


def _begin(day: date, place: int, intervals: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=place * 1440 // intervals)
