"""Tables of alarms."""

from alo153.alarms.models.alarms import Alarm
from alo153.alarms.models.rules import AlarmRule

__all__ = ["Alarm", "AlarmRule"]
