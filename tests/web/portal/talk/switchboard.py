"""What the switchboard writes when a citizen asks for a call-back on the portal."""

from tests import cast

from alo153.calls.call_words import AgentState, CallDirection, CallOutcome, CallParty
from alo153.calls.menu import windows
from alo153.calls.models import Command
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

NOW = cast.AT.timestamp()


def answers(asked: Command, *, error: str = "") -> None:
    """Write that a wish was promised, or why not."""
    records.write(facts.CommandDone(at=NOW, command=asked.pk, error=error))
    if error:
        return
    said, slot = asked.payload, windows.read(asked.payload["window"])
    records.write(
        facts.CallEntered(
            at=NOW,
            call=said["call"],
            channel=f"c-{said['call']}",
            direction=CallDirection.OUT,
            number=said["number"],
            queue=said["queue"],
        )
    )
    records.write(
        facts.CallBackLeft(
            at=NOW,
            call=said["call"],
            queue=said["queue"],
            priority=5,
            queued_at=slot.begins,
            call_again_at=slot.begins,
            call_by=slot.ends,
        )
    )


def ends_what_was_taken_back(asked: Command) -> None:
    """Write that a promise is no more."""
    records.write(facts.CommandDone(at=NOW, command=asked.pk))
    records.write(
        facts.CallEnded(
            at=NOW,
            call=asked.payload["call"],
            outcome=CallOutcome.CANCELED,
            by=CallParty.CITIZEN,
            waited_seconds=0,
            agent=None,
        )
    )


def stand_ready(username: str) -> None:
    """Write that an agent takes calls."""
    records.write(
        facts.AgentChanged(
            at=NOW,
            agent=cast.staff(username).pk,
            since=NOW,
            presence=AgentState.READY,
            reason="",
            reachable=True,
            call="",
        )
    )
