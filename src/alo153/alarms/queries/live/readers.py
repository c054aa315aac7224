"""The function that reads each figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from alo153.alarms.queries.live import machine, matters, telephone, visitors
from alo153.alarms.queries.live.values import Reading

READERS: Final[Mapping[str, Callable[[str, datetime], list[Reading]]]] = {
    each.__name__: each
    for each in (
        telephone.waiting,
        telephone.longest_wait,
        telephone.service_level,
        telephone.abandoned,
        telephone.kept_places,
        telephone.calls_times,
        telephone.ready_agents,
        telephone.ready_with_skill,
        telephone.reachable_agents,
        telephone.waiting_written,
        visitors.visitors,
        matters.topic_times,
        matters.neighborhood_times,
        matters.overdue,
        matters.opened_today,
        matters.open_incidents,
        machine.provider_failures,
        machine.disk_free,
        machine.backup_age,
        machine.consumer_lag,
    )
}
"""By the key of the figure: each takes the key of a subject, empty for all, and the instant."""
