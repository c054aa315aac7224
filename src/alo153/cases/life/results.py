"""Results of closed cases, counted only from closings: one statement over one index."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from alo153.accounts.models import User
from alo153.cases.models import Closing
from alo153.cases.permissions import SEE_EVERY_CASE, SEE_RESULTS
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city.queries import unit_keys

_V = Closing.Confirmation


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


def results(asker: User, *, since: datetime, until: datetime) -> list[Result]:
    """Return the results of a time by unit and topic; in a unit its own; one query.

    Answers "another body is responsible" and "duplicate" resolve nothing, and are left out.
    """
    rows = Closing.objects.filter(closed_at__gte=since, closed_at__lt=until)
    rows = rows.exclude(outcome__in=["", "not_ours", "duplicate"])
    if not asker.may(READ_CONFIDENTIAL):
        # By the topic: the index of the results holds it, and the case would be read for each row
        rows = rows.filter(topic__confidential=False)
    if not asker.may(SEE_EVERY_CASE):
        rows = rows.filter(unit__in=unit_keys(asker, SEE_RESULTS))
    found = (
        rows.order_by("unit__sort_key", "topic__position")
        .values_list("unit__name", "topic__name")
        .annotate(
            closed=Count("id"),
            confirmed=Count("id", filter=Q(confirmation=_V.SOLVED, contacted_again_at=None)),
            silent=Count("id", filter=Q(confirmation__in=[_V.WAITING, _V.NO_ANSWER, _V.NOT_ASKED])),
            not_solved=Count("id", filter=Q(confirmation=_V.NOT_SOLVED)),
            objections=Count("objection"),
            again=Count("contacted_again_at"),
        )
    )
    return [
        Result(
            unit=unit or "",
            topic=topic,
            closed=closed,
            confirmed=confirmed,
            silent=silent,
            not_solved=not_solved,
            objections=objections,
            contacted_again=again,
        )
        for unit, topic, closed, confirmed, silent, not_solved, objections, again in found
    ]


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
