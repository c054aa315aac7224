"""Read `frequencies.txt`: trips that leave every so many minutes."""

from collections import defaultdict
from collections.abc import Container
from typing import Final

from alo153.transport.rules.feeds import values
from alo153.transport.rules.feeds.faults import FaultKind, Faults
from alo153.transport.rules.feeds.tables import MOST_ROWS, Row, Tables

FILE: Final = "frequencies.txt"
_TIMES: Final = ("start_time", "end_time")


def headways(tables: Tables, faults: Faults, trips: Container[str]) -> dict[str, list[int]]:
    """Return the starts of trips that have headways, in seconds after midnight.

    `exact_times` changes nothing: a headway is told as the times that it makes from its beginning.
    """
    found, count = defaultdict[str, list[int]](list), 0
    for line, row in tables.optional(FILE, "trip_id", *_TIMES, "headway_secs"):
        if row["trip_id"] not in trips:
            faults.add(FaultKind.UNKNOWN, FILE, line, "trip_id", row["trip_id"])
        starts = _starts(faults, line, row)
        count += len(starts)
        if count > MOST_ROWS:
            faults.add(FaultKind.TOO_LARGE, FILE, line)
            break
        found[row["trip_id"]] += starts
    return dict(found)


def _starts(faults: Faults, line: int, row: Row) -> range:
    begin, end = (values.seconds(row[name]) for name in _TIMES)
    every = values.whole(row["headway_secs"])
    for name, value in zip((*_TIMES, "headway_secs"), (begin, end, every), strict=True):
        if value is None or (name == "headway_secs" and not value):
            faults.add(FaultKind.BAD_VALUE, FILE, line, name, row[name])
    if begin is None or end is None or not every:
        return range(0)
    if end < begin:
        faults.add(FaultKind.BACKWARDS, FILE, line, "end_time", row["end_time"])
    return range(begin, end, every)
