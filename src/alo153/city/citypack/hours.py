"""The value `hours` of a table: "always", or when a thing is open on which days.

A day that closes at noon has a list: `mon-fri = ["08:30-12:00", "13:00-17:30"]`.
"""

import re
from datetime import time

from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import AROUND_THE_CLOCK, Span
from alo153.city.citypack.typed_values import Table
from alo153.city.rules.calendar import WEEKDAYS

_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(([01]\d|2[0-3]):([0-5]\d)|24:00)")
_REMEDY = _('Write "always" or { mon-fri = "08:30-17:30", sat = "09:00-13:00" }')


def read_hours(table: Table) -> tuple[tuple[Span, ...], ...]:
    """Return the spans of each day, Monday first; left out, around the clock."""
    value = table.value("hours", "always")
    if value == "always":
        return AROUND_THE_CLOCK
    if not isinstance(value, dict) or not value:
        table.wrong("hours", _("%(value)s are no hours", value=repr(value)), _REMEDY)
        return AROUND_THE_CLOCK
    days: list[tuple[Span, ...]] = [() for _ in WEEKDAYS]
    for names, text in value.items():
        spans = _spans(text)
        numbers = days_of(names)
        if not spans or not numbers:
            what = _('%(names)s = "%(text)s" is impossible', names=names, text=text)
            table.wrong(
                "hours", what, _("%(remedy)s; the end comes after the beginning", remedy=_REMEDY)
            )
            continue
        for number in numbers:
            days[number] = (*days[number], *spans)
    return tuple(days)


def clock_times(span: Span) -> list[str | None]:
    """Return a span as tables hold it: ``["08:30", "17:30"]``, and None for midnight at its end."""
    opens, closes = span
    return [f"{opens:%H:%M}", f"{closes:%H:%M}" if closes else None]


def _spans(said: object) -> tuple[Span, ...]:
    """Return the spans of a text, or of a list of such; none if one is impossible."""
    found = [span_of(each) for each in (said if isinstance(said, list) else [said])]
    spans = tuple(each for each in found if each)
    return spans if len(spans) == len(found) else ()


def span_of(text: object) -> Span | None:
    """Return the span of ``08:30-17:30``; None if it is none."""
    found = _SPAN.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    opens, end = time.fromisoformat(found[0][:5]), found[3]
    closes = None if end == "24:00" else time.fromisoformat(end)
    return (opens, closes) if closes is None or opens < closes else None


def days_of(names: str) -> list[int]:
    """Number the days of `mon` or `mon-fri`, Monday 0; none if it is neither."""
    first, _, last = names.partition("-")
    if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
        return []
    return list(range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1))
