"""What the record knows of a caller changes where the call goes."""

from __future__ import annotations

from .events import CallerKnown
from .turn import Turn


def known(turn: Turn, event: CallerKnown) -> None:
    """Note who calls; what comes late or about a call that is gone changes nothing."""
    call = turn.calls.get(event.call)
    if call is None or call.queued_at is not None:
        return
    turn.change(
        call,
        preferred=event.preferred,
        priority=call.priority + event.priority,
        language=event.language or call.language,
    )
