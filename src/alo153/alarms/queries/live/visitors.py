"""Figures of communication centers, now."""

from __future__ import annotations

from datetime import datetime

from alo153.alarms.queries.live.values import Reading
from alo153.alarms.queries.subjects import known
from alo153.alarms.rules.figures import Of
from alo153.counter import figures


def visitors(of: str, at: datetime) -> list[Reading]:
    """Count the visitors who wait in one communication center, or in all; one query."""
    waiting = [each.waiting for each in figures.today(at) if of in {"", each.office.slug}]
    return [Reading(float(sum(waiting)), of, known(Of.OFFICE).get(of, of))]
