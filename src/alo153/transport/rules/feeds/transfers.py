"""Read `transfers.txt`: where one may change, and how long that takes."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from alo153.transport.rules.feeds import values
from alo153.transport.rules.feeds.faults import FaultKind, Faults
from alo153.transport.rules.feeds.stops import StopTable
from alo153.transport.rules.feeds.tables import Row, Tables
from alo153.transport.rules.timetable import Transfer

FILE: Final = "transfers.txt"
_ENDS: Final = ("from_stop_id", "to_stop_id")
_NARROWER: Final = ("from_route_id", "to_route_id", "from_trip_id", "to_trip_id")
_TIME: Final = "min_transfer_time"
_TAKES_TIME, _IMPOSSIBLE = "2", "3"
_BETWEEN_STOPS: Final = ("", "0", "1", _TAKES_TIME, _IMPOSSIBLE)


def transfers(
    tables: Tables, faults: Faults, stops: StopTable
) -> Mapping[int, Mapping[int, Transfer]]:
    """Return the changes that a feed names, from stop to stop.

    What holds for some lines or trips alone is left out, and that one may stay seated.
    """
    found = defaultdict[int, dict[int, Transfer]](dict)
    also = (*_ENDS, "transfer_type", _TIME, *_NARROWER)
    for line, row in tables.optional(FILE, also=also):
        if row["transfer_type"] not in _BETWEEN_STOPS or any(row[each] for each in _NARROWER):
            continue
        ends = [stops.of(row[each]) for each in _ENDS]
        for name, those in zip(_ENDS, ends, strict=True):
            if not those and row[name] not in stops.stations:
                faults.add(FaultKind.UNKNOWN, FILE, line, name, row[name])
        transfer = _transfer(faults, line, row)
        for begin in ends[0]:
            found[begin] |= dict.fromkeys(ends[1], transfer)
    return dict(found)


def _transfer(faults: Faults, line: int, row: Row) -> Transfer:
    kind, text = row["transfer_type"], row[_TIME]
    seconds = values.whole(text)
    if seconds is None and (text or kind == _TAKES_TIME):
        faults.add(FaultKind.BAD_VALUE, FILE, line, _TIME, text)
    return Transfer(kind != _IMPOSSIBLE, seconds if kind == _TAKES_TIME else None)
