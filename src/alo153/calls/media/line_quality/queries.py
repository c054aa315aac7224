"""Look-ups of bad lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from alo153.calls.models.line_quality import LineQuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The number of measured legs of agents, and of legs whose line was bad for a while."""

    measured: int
    bad: int


def since(at: datetime) -> Lines:
    """Count the lines that were measured since an instant; one query."""
    rows = LineQuality.objects.filter(at__gte=at)
    bad = Count("leg", filter=Q(bad_seconds__gt=0))
    return Lines(**rows.aggregate(measured=Count("leg"), bad=bad))


def of_call(call: UUID) -> list[LineQuality]:
    """List the measured lines of a call in the order of their legs; one query."""
    rows = LineQuality.objects.filter(leg__call=call).select_related("leg__agent")
    return list(rows.order_by("leg__joined_at", "leg"))
