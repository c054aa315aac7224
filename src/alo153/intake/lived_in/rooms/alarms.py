"""An alarm that rang of the reports of an incident, was taken care of, and cleared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.alarms import actions
from alo153.alarms.models import Alarm
from alo153.alarms.queries.standing import unanswered
from alo153.cases.models import Incident
from alo153.city.citypack.typed_values import Table
from alo153.intake.lived_in.rooms.room import Room, Staff

_TAKEN: Final = timedelta(minutes=2)
_CALM: Final = (timedelta(minutes=75), timedelta(minutes=110))
"""When the hour of the reports is over, and when it was calm for the time of the rules."""
_OF_REPORTS: Final = ("topic_times", "neighborhood_times")


@dataclass(frozen=True, kw_only=True)
class Watch:
    """The person who takes care of alarms."""

    by: str


def _read(root: Table, staff: Staff) -> list[Watch]:
    if "alarms" not in root.data:
        return []
    table = root.table("alarms")
    watch = Watch(by=table.choice("by", staff))
    table.done()
    return [watch]


def _is_empty() -> bool:
    return not Alarm.objects.filter(acknowledged_at__isnull=False).exists()


def _fill(watches: Sequence[Watch], staff: Staff, _: datetime) -> None:
    """Evaluate the rules at instants of the past.

    If the worker evaluates at this moment, nothing is done, and the next start tries again.
    """
    over = Incident.objects.exclude(ended_at=None).order_by("opened_at")
    for incident in over:
        began = incident.opened_at
        if not actions.evaluate(at=began):
            return
        by = staff[watches[0].by]
        for alarm in unanswered(by).filter(rule__figure__in=_OF_REPORTS):
            actions.acknowledge(alarm=alarm, by=by, at=began + _TAKEN)
        for later in _CALM:
            actions.evaluate(at=began + later)


ROOM: Final = Room(name="alarms", read=_read, is_empty=_is_empty, fill=_fill)
