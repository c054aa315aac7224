"""An alarm clears."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from alo153.alarms.events import AlarmCleared
from alo153.alarms.models import Alarm
from alo153.core import events, live
from alo153.core.actor import Actor

TOPIC: Final = "alarms"
"""The topic that open pages watch."""
WALL: Final = "queue"


def clear(alarm: Alarm, *, by: Actor, at: datetime) -> None:
    """End an alarm, inside the caller's transaction. Records ``alarm.cleared``."""
    alarm.cleared_at = at
    alarm.save(update_fields=["cleared_at"])
    events.record(AlarmCleared(), subject=alarm, by=by, at=at)
    live.publish(TOPIC, WALL)
