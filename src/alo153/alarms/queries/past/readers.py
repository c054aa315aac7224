"""The function that reads the past of each figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from alo153.alarms.queries.past import matters, telephone
from alo153.alarms.rules.judging import Limits
from alo153.alarms.rules.replay import Series

READERS: Final[Mapping[str, Callable[[str, Limits, datetime, datetime], dict[str, Series]]]] = {
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
        matters.topic_times,
        matters.neighborhood_times,
        matters.opened_today,
        matters.open_incidents,
    )
}
"""By the key of the figure; one without has no past that is kept."""
