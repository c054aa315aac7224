"""Swaps of shifts between colleagues."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from alo153.workforce.models import Shift, Swap


def open_from(day: date) -> QuerySet[Swap]:
    """Return the swaps that still wait for an answer: both shifts are on this day or later.

    `given` and `taken` are the names of the two shifts as they were offered.
    """
    offered = Swap.objects.filter(state=Swap.State.OFFERED, giver_day__gte=day, taker_day__gte=day)
    named = offered.annotate(given=_name_of("giver"), taken=_name_of("taker"))
    return named.select_related("giver", "taker")


def _name_of(person: str) -> Subquery:
    its = Shift.objects.filter(
        roster=OuterRef("roster"), user=OuterRef(person), day=OuterRef(f"{person}_day")
    )
    return Subquery(its.values("type__name")[:1])


def asked_swap(key: int) -> Swap | None:
    """Return a swap, answered or not; one query."""
    return Swap.objects.filter(pk=key).first()
