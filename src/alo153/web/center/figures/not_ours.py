"""Cases sent to the wrong unit, and their delay: a unit-to-unit matrix."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alo153.cases import queries
from alo153.cases.permissions import SEE_HAND_BACKS
from alo153.cases.queries import Lost, Named
from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists import tables

PERIODS = (30, 90, 365)
"""Days that may be chosen; today is one of them."""
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Matrix:
    """Rows are units that returned cases, columns their next units; empty cells had none.

    The last column, without a unit, is the center.
    """

    columns: list[Named | None]
    rows: list[tuple[Named, list[Lost | None]]]

    @classmethod
    def of(cls, lost: Sequence[Lost]) -> "Matrix":
        """Arrange what was lost, units in the city's order."""
        cells = {(each.unit, each.went_to): each for each in lost}
        targets = {each.went_to for each in lost}
        units = sorted(each for each in targets if each is not None)
        columns = [*units, *([None] if None in targets else [])]
        rows = [
            (unit, [cells.get((unit, column)) for column in columns])
            for unit in sorted({each.unit for each in lost})
        ]
        return cls(columns, rows)


@requires(SEE_HAND_BACKS)
@require_GET
def not_ours(request: StaffRequest) -> HttpResponseBase:
    """Show who gave what back to whom in the chosen days, as a page or as a table to take along."""
    days = _days(request.GET.get("days", ""))
    today = city.today(clock.now())
    lost = queries.hand_backs(request.user, since=today - timedelta(days=days - 1), until=today)
    if form := tables.asked(request):
        return tables.download(form, f"not-ours-{days}", _table(lost))
    context = {
        "days": days,
        "periods": PERIODS,
        "lost": lost,
        "matrix": Matrix.of(lost),
        "count": sum(each.count for each in lost),
        "time": sum((each.time for each in lost), timedelta()),
    }
    return render(request, "center/figures/not_ours.html", context)


def _days(typed: str) -> int:
    return int(typed) if typed in {str(days) for days in PERIODS} else PERIODS[0]


def _table(lost: Sequence[Lost]) -> Iterator[tables.Row]:
    yield [_("Given back by"), _("Went on to"), _("Applications"), _("Hours lost")]
    for each in lost:
        yield [each.unit.name, name_of(each.went_to), each.count, round(each.time / _HOUR, 1)]


def name_of(unit: Named | None) -> str:
    """Return a unit's name, or what stands for none."""
    return unit.name if unit else _("the center")
