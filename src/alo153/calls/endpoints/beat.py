"""The heartbeat of a leading switchboard in Asterisk. Pure: the watchdog knows no Django."""

from typing import Final

VARIABLE: Final = "SWITCHBOARD_HEARTBEAT"
"""The variable of Asterisk that the leading switchboard changes with every beat."""
BEAT_SECONDS: Final = 1.0
