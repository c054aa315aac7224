"""Closings with the outcome "done": candidates of the draw, open checks, and their results."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Sum

from alo153.accounts.models import User
from alo153.cases.models import Closing, ClosingSums
from alo153.cases.rules.outcomes import Outcome
from alo153.citizens import queries as citizens
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen, Identity
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.city.models import Unit
from alo153.city.models.city_key import at_hand
from alo153.city.queries import local_time
from alo153.core.database.day_sums import of_days
from alo153.quality.models import ClosingCheck
from alo153.quality.permissions import EVALUATE_CONTACTS, SEE_QUALITY
from alo153.quality.rules.estimates import Estimate, Stratum, stratified_share
from alo153.quality.rules.sampling import Candidate

CHANNEL = "closing"
"""The value that the draw uses in place of a channel."""
Result = ClosingCheck.Result


@dataclass(frozen=True)
class DoneClosing:
    """A closing by which a unit said that the matter is done.

    Args:
        key: of the `Closing`.
        unit: the key of the unit.
        topic: the slug of the topic.
        at: when the case was closed.
    """

    key: int
    unit: int
    topic: str
    at: datetime

    @property
    def candidate(self) -> Candidate:
        """Return the closing as a candidate of the draw; its unit is the stratum."""
        return Candidate(self.key, self.unit, CHANNEL, self.topic, local_time.local(self.at).hour)


@dataclass(frozen=True)
class TrueClosings:
    """The share of "done" closings whose matter is really done, of a unit or of all units.

    Args:
        unit: the name of the unit; empty for all units.
        closed: the number of "done" closings, checked or not.
        share: estimated from the checks with a clear result; None without such a check.
        unclear: the number of checks without a clear result.
    """

    unit: str
    closed: int
    share: Estimate | None
    unclear: int


def of_day(day: date) -> list[DoneClosing]:
    """Return the "done" closings of a day by the city's clock; one query.

    Confidential cases, and closings by units outside the municipality, are left out.
    """
    begins, ends = local_time.day_begins(day), local_time.day_begins(day + timedelta(days=1))
    rows = Closing.objects.filter(
        closed_at__gte=begins,
        closed_at__lt=ends,
        outcome=Outcome.DONE,
        unit__isnull=False,
        case__confidential=False,
    ).exclude(unit__kind=Unit.Kind.OUTSIDE)
    found: Iterable[tuple[Any, ...]] = rows.order_by("pk").values_list(
        "pk", "unit", "topic__slug", "closed_at"
    )
    return [DoneClosing(*row) for row in found]


def to_check(asker: User) -> QuerySet[ClosingCheck]:
    """Return the open checks, the oldest first; none without `evaluate_contacts`.

    Checks of an answer that the asker wrote or approved are left out.
    """
    rows = ClosingCheck.objects.select_related("closing__case", "closing__answer")
    if not asker.may(EVALUATE_CONTACTS):
        return rows.none()
    others = rows.exclude(closing__answer__written_by=asker)
    others = others.exclude(closing__answer__approved_by=asker)
    return others.filter(result=Result.OPEN, closing__case__confidential=False).order_by("pk")


def reporter(asker: User, check: ClosingCheck) -> Citizen | None:
    """Return the citizen to ask; None if nobody is known, or the asker may not see them."""
    key = check.closing.case.reporter_id
    if key is None or not asker.may(SEE_CITIZEN):
        return None
    try:
        return citizens.by_key(asker, key)
    except Citizen.DoesNotExist:
        return None


def telephones(citizen: Citizen | None) -> list[Identity]:
    """Return the telephone numbers of a citizen; one query. `reporter` checks the permission."""
    return list(citizen.identities.filter(kind=Channel.PHONE).order_by("pk")) if citizen else []


def by_unit(asker: User, first: date, last: date) -> tuple[TrueClosings, list[TrueClosings]]:
    """Return the share of true closings from `first` to `last`: of all units, and of each one.

    Units without a check in these days are left out; the list is in the order of their names. Two
    queries: the sums of closings, and the checks, of which the plan draws a few each day. A day of
    a unit is a stratum: it weighs as many closings as the unit had that day.

    Raises:
        PermissionDenied: the asker may not see the figures.
    """
    if not asker.may(SEE_QUALITY):
        raise PermissionDenied
    units = at_hand(Unit)()
    own = [key for key, unit in units.items() if unit.kind != Unit.Kind.OUTSIDE]
    done = ClosingSums.objects.filter(of_days(first, last, by_month=True), outcome=Outcome.DONE)
    counted = done.filter(confidential=False, unit__in=own).order_by().values_list("unit")
    closed = dict(counted.annotate(Sum("closed")))
    checks: dict[int, list[ClosingCheck]] = defaultdict(list)
    begin, end = local_time.day_begins(first), local_time.day_begins(last + timedelta(days=1))
    for check in ClosingCheck.objects.filter(closed_at__gte=begin, closed_at__lt=end):
        checks[check.unit_id].append(check)
    found = [_estimate(units[key].name, closed.get(key, 0), rows) for key, rows in checks.items()]
    whole = _estimate("", sum(closed.values()), [row for rows in checks.values() for row in rows])
    return whole, sorted(found, key=lambda each: each.unit)


def _estimate(unit: str, closed: int, rows: Iterable[ClosingCheck]) -> TrueClosings:
    strata: dict[tuple[int, int], tuple[int, list[float]]] = {}
    unclear = 0
    for row in rows:
        unclear += row.result == Result.UNCLEAR
        if row.result in {Result.DONE, Result.NOT_DONE}:
            scores = strata.setdefault((row.draw_id, row.unit_id), (row.of, []))[1]
            scores.append(float(row.result == Result.DONE))
    share = stratified_share(Stratum(of, scores) for of, scores in strata.values())
    return TrueClosings(unit, closed, share, unclear)
