"""Read `calendar.txt` and `calendar_dates.txt`: on which days services run."""

from collections import defaultdict
from typing import Final

from alo153.transport.rules.calendar import Service
from alo153.transport.rules.feeds import values
from alo153.transport.rules.feeds.faults import FaultKind, Faults
from alo153.transport.rules.feeds.tables import Row, Tables
from alo153.transport.rules.feeds.unique_keys import is_new

FILE: Final = "calendar.txt"
DATES: Final = "calendar_dates.txt"
WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_ADDED, _REMOVED = "1", "2"


def services(tables: Tables, faults: Faults) -> dict[str, Service]:
    """Return the services of a feed; either of the two tables is enough."""
    found = dict[str, Service]()
    if not (tables.has(FILE) or tables.has(DATES)):
        faults.add(FaultKind.MISSING_FILE, FILE)
    for line, row in tables.optional(FILE, "service_id", "start_date", "end_date", *WEEKDAYS):
        is_known = is_new(faults, FILE, line, "service_id", row, found)
        service = _service(faults, line, row)
        if is_known and service:
            found[row["service_id"]] = service
    return _exceptions(tables, faults, found)


def _service(faults: Faults, line: int, row: Row) -> Service | None:
    first, last = values.day(row["start_date"]), values.day(row["end_date"])
    wrong = [name for name in WEEKDAYS if row[name] not in ("0", "1")]
    wrong += ["start_date"] if first is None else []
    wrong += ["end_date"] if last is None else []
    for name in wrong:
        faults.add(FaultKind.BAD_VALUE, FILE, line, name, row[name])
    if first is None or last is None:
        return None
    if first > last:
        faults.add(FaultKind.BACKWARDS, FILE, line, "end_date", row["end_date"])
    runs = frozenset(at for at, name in enumerate(WEEKDAYS) if row[name] == "1")
    return Service(runs, first, last)


def _exceptions(tables: Tables, faults: Faults, known: dict[str, Service]) -> dict[str, Service]:
    found = defaultdict(Service, known)
    for line, row in tables.optional(DATES, "service_id", "date", "exception_type"):
        day, kind = values.day(row["date"]), row["exception_type"]
        if day is None:
            faults.add(FaultKind.BAD_VALUE, DATES, line, "date", row["date"])
        elif kind not in (_ADDED, _REMOVED):
            faults.add(FaultKind.BAD_VALUE, DATES, line, "exception_type", kind)
        else:
            service = found[row["service_id"]]
            (service.added if kind == _ADDED else service.removed).add(day)
    return dict(found)
