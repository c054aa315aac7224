"""The shifts' advice to the routing: nobody should begin a call that runs into these limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from alo153.city.queries import local_time
from alo153.workforce import queries
from alo153.workforce.models import Shift

_AFTER = timedelta(hours=3)
"""So long after its end a night shift no longer limits its person."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """The instant by which an agent's calls are over: the break, or the end of a night.

    A night is `hard`: 7.5 hours are the most by law (Shift Work By-law art. 7). A break may begin
    later when a caller has waited long.
    """

    at: datetime
    hard: bool


def limits(at: datetime) -> dict[int, Limit]:
    """Return the next limit of everybody who works now, by the versions in force; two queries.

    Without published shifts it is empty, and the routing is as it is without this program.
    """
    day = local_time.today(at)
    rows = queries.published_on(day - _DAY, day).filter(starts_at__lte=at, ends_at__gt=at - _AFTER)
    found: dict[int, Limit] = {}
    for shift in rows.prefetch_related("breaks").order_by("starts_at"):
        # Of two shifts within hours the later one speaks
        found.pop(shift.user_id, None)
        if limit := limit_of(shift, at):
            found[shift.user_id] = limit
    return found


def limit_of(shift: Shift, at: datetime) -> Limit | None:
    """Return the next limit of a shift; None if it has none ahead."""
    pause = shift.pause
    if pause and at < pause.ends_at:
        return Limit(pause.starts_at, hard=False)
    return Limit(shift.ends_at, hard=True) if queries.as_law(shift).is_night else None
