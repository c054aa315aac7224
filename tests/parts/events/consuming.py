"""What the worker does with events each minute, now."""

from tests.parts.events.sealing import ended

from alo153.core import clock
from alo153.core.history import horizon
from alo153.core.history.consumers import actions


def consume() -> None:
    """Let every consumer handle what has happened."""
    assert actions.consume(since=ended(horizon.mark()), now=clock.now)
