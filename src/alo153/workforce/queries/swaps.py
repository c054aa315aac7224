"""Swaps of shifts between colleagues."""

from datetime import date

from django.db.models import QuerySet

from alo153.workforce.models import Swap


def open_from(day: date) -> QuerySet[Swap]:
    """Return the swaps that still wait for an answer: both shifts are on this day or later."""
    offered = Swap.objects.filter(state=Swap.State.OFFERED, giver_day__gte=day, taker_day__gte=day)
    return offered.select_related("giver", "taker")


def asked_swap(key: int) -> Swap | None:
    """Return a swap, answered or not; one query."""
    return Swap.objects.filter(pk=key).first()
