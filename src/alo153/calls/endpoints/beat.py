"""How a leading switchboard shows in Asterisk that it lives. Pure: the watchdog knows no Django."""

from typing import Final

VARIABLE: Final = "SWITCHBOARD_HEARTBEAT"
"""What the leading switchboard changes in Asterisk with every beat."""
BEAT_SECONDS: Final = 1.0
