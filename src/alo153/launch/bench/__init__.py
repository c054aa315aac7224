"""`./alo153 bench`: loads that say how much the switchboard carries, and how fast."""

from alo153.launch.bench.command import main

__all__ = ["main"]
