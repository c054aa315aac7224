"""Calls of citizens who use sign language."""

from datetime import timedelta

from tests.cast import AT

from alo153.calls.call_words import CallDirection
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

FIRST = "11111111-1111-4111-8111-111111111111"


def calls(call: str, *, guest: str = "", after: int = 0) -> None:
    at = (AT + timedelta(seconds=after)).timestamp()
    records.write(
        facts.CallEntered(
            at=at,
            call=call,
            channel=f"ch-{call}",
            direction=CallDirection.IN,
            number="",
            video=True,
            guest=guest,
        )
    )
    records.write(facts.CallQueued(at=at, call=call))
