"""The deadline that a city gives itself for an application of any topic. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from alo153.city.rules.calendar import Standard, StandardUnit, WorkingCalendar

BY_POLICY: Final = Standard(30, StandardUnit.DAYS)
"""The standard of a topic without its own."""


@dataclass(frozen=True)
class Promises:
    """Standards by slug, and the calendar they count by.

    Args:
        by_kind: of kinds that have one, which then counts for every topic.
        by_topic: of topics that have one.
    """

    by_kind: Mapping[str, Standard]
    by_topic: Mapping[str, Standard]
    calendar: WorkingCalendar

    def of(self, kind: str | None, topic: str) -> Standard:
        """Return the standard of an application of a kind about a topic; no alarm shortens it."""
        by_topic = self.by_topic.get(topic, BY_POLICY)
        return self.by_kind.get(kind, by_topic) if kind else by_topic
