"""Results of closed cases, from the sums of closings by day and month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Sum

from alo153.accounts.models import User
from alo153.cases.models import ClosingSums
from alo153.cases.permissions import SEE_EVERY_CASE, SEE_RESULTS
from alo153.cases.rules.outcomes import Outcome
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city.models import Topic, Unit
from alo153.city.models.city_key import at_hand
from alo153.city.queries import unit_keys
from alo153.core.database.day_sums import of_days

_MEASURES: Final = (
    *("closed", "confirmed", "silent"),
    *("not_solved", "objections", "contacted_again"),
)


@dataclass(frozen=True, kw_only=True)
class Result:
    """The closings of one unit about one topic. `unit` is empty for the center.

    `confirmed` are those the citizen calls solved and after which nobody had to write again: the
    only ones that count as resolved. `silent` are those nobody knows about.
    """

    unit: str
    topic: str
    closed: int
    confirmed: int
    silent: int
    not_solved: int
    objections: int
    contacted_again: int


def results(asker: User, *, since: date, until: date) -> list[Result]:
    """Return the results of days, both included, by unit and topic; in a unit its own; one query.

    Answers "another body is responsible" and "duplicate" resolve nothing, and are left out.
    """
    rows = ClosingSums.objects.filter(of_days(since, until, by_month=True))
    rows = rows.exclude(outcome__in=[Outcome.NOT_OURS, Outcome.DUPLICATE])
    if not asker.may(READ_CONFIDENTIAL):
        rows = rows.filter(confidential=False)
    if not asker.may(SEE_EVERY_CASE):
        rows = rows.filter(unit__in=unit_keys(asker, SEE_RESULTS))
    units, topics = at_hand(Unit)(), at_hand(Topic)()
    grouped: Any = rows.order_by().values("unit", "topic")
    found: Iterable[dict[str, Any]] = grouped.annotate(**{n: Sum(n) for n in _MEASURES})
    return [
        Result(
            unit=units[row["unit"]].name if row["unit"] else "",
            topic=topics[row["topic"]].name,
            **{name: row[name] for name in _MEASURES},
        )
        for row in sorted(found, key=lambda of: _place(units.get(of["unit"]), topics[of["topic"]]))
    ]


def _place(unit: Unit | None, topic: Topic) -> tuple[bool, str, int]:
    """Return the order of a row: by unit, the center last, and by the city's order of topics."""
    return unit is None, unit.sort_key if unit else "", topic.position


def together(those: list[Result]) -> Result:
    """Add up results."""
    return Result(
        unit="",
        topic="",
        closed=sum(each.closed for each in those),
        confirmed=sum(each.confirmed for each in those),
        silent=sum(each.silent for each in those),
        not_solved=sum(each.not_solved for each in those),
        objections=sum(each.objections for each in those),
        contacted_again=sum(each.contacted_again for each in those),
    )
