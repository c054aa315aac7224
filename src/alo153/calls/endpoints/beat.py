"""The heartbeats of our programs in Asterisk. Pure: the watchdog knows no Django."""

from typing import Final

VARIABLE: Final = "SWITCHBOARD_HEARTBEAT"
"""The variable of Asterisk that the leading switchboard changes with every beat."""
BEAT_SECONDS: Final = 1.0
WATCHDOG: Final = "SWITCHBOARD_WATCHDOG"
"""The variable that the watchdog changes with every look."""
STANDBY: Final = "SWITCHBOARD_STANDBY"
"""The variable that a waiting switchboard changes; empty once it leads or has ended."""
