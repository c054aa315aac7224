"""Check the chain: the run of one event, or all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from django.db import models
from django.db.models import Max
from django.db.models.functions import TruncDate

from alo153.core.history.sealing import chain
from alo153.core.models import Event, Seal

SEALS_AHEAD: Final = 1_500
"""Somewhat more than a day of minutes: the last seal of each day is made public."""
_COLUMNS: Final = tuple(field.name for field in fields(chain.Fact))


class Standing(StrEnum):
    """The chain's verdict on an event."""

    SEALED = "sealed"
    WAITING = "waiting"
    BROKEN = "broken"


@dataclass(frozen=True)
class Checked:
    """An event's standing, the seal that holds it, and the newest one that was checked with it."""

    standing: Standing
    seal: Seal | None = None
    head: Seal | None = None


def facts(those: models.QuerySet[Event]) -> Iterator[chain.Fact]:
    """Read events as they are sealed, in the order of the query."""
    for row in those.values(*_COLUMNS).iterator():
        yield chain.Fact(**row)


def check(event: Event) -> Checked:
    """Check the run of an event, the seal before it, and the seals within a day after it.

    Four queries. A seal that does not begin where the one before ended leaves a gap: what happened
    in between was taken out, whole.
    """
    holding = Seal.objects.filter(last_event__gte=event.pk).order_by("last_event").first()
    if holding is None:
        return Checked(Standing.WAITING)
    if not (holding.after_event < event.pk and _fits(holding) and _run_is_whole(holding)):
        return Checked(Standing.BROKEN, holding)
    before = holding
    for each in Seal.objects.filter(id__gt=holding.pk).order_by("id")[:SEALS_AHEAD]:
        if not _follows(each, before.hash, before.last_event):
            return Checked(Standing.BROKEN, holding, before)
        before = each
    return Checked(Standing.SEALED, holding, before)


def walk(*, after: int = 0) -> Iterator[tuple[Seal, bool]]:
    """Go through the seals in order, from the beginning or behind a known one: does each hold?

    Raises:
        Seal.DoesNotExist: there is no seal of that number.
    """
    known = Seal.objects.get(pk=after) if after else None
    previous, end = (known.hash, known.last_event) if known else (chain.BEGINNING, 0)
    for each in Seal.objects.filter(id__gt=after).order_by("id").iterator():
        yield each, _follows(each, previous, end) and _run_is_whole(each)
        previous, end = each.hash, each.last_event


def head() -> Seal | None:
    """Return the newest seal."""
    return Seal.objects.order_by("-id").first()


def heads(*, days: int, now: datetime, zone: tzinfo) -> list[Seal]:
    """Return the last seal of each of the last days of a time zone, newest first. One query."""
    of_days = (
        Seal.objects.filter(at__gte=now - timedelta(days=days))
        .annotate(day=TruncDate("at", tzinfo=zone))
        .values("day")
        .annotate(last=Max("id"))
        .values("last")
    )
    return list(Seal.objects.filter(id__in=of_days).order_by("-id"))


def _fits(holding: Seal) -> bool:
    """Tell whether a seal begins where the previous one ended."""
    before = Seal.objects.filter(id__lt=holding.pk).order_by("-id").first()
    known = (before.hash, before.last_event) if before else (chain.BEGINNING, 0)
    return _follows(holding, *known)


def _follows(each: Seal, previous: str, end: int) -> bool:
    return (
        each.previous == previous
        and each.after_event == end
        and each.hash
        == chain.seal(
            previous=each.previous,
            after=each.after_event,
            last=each.last_event,
            events=each.events,
            digest=each.digest,
        )
    )


def _run_is_whole(each: Seal) -> bool:
    run = Event.objects.filter(id__gt=each.after_event, id__lte=each.last_event).order_by("id")
    return chain.digest_of(facts(run)) == each.digest
