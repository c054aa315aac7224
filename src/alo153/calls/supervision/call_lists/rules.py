"""When a number of an outgoing list is called, and what a call means for it. Pure."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.city.rules.quiet_hours import QuietHours

STOP_KEY = "9"
"""Never an answer: in every list it means no such calls any more."""
OPERATOR_KEY = "0"
ANSWER_KEYS = frozenset("12345678")


REFERENCE = "list:"
"""The prefix of a list in `Call.reference`: ``list:12``."""


def is_listed(reference: str) -> bool:
    """Say whether a call is one of an outgoing list."""
    return reference.startswith(REFERENCE)


class Result(StrEnum):
    """The result of one call of a list."""

    REACHED = "reached"
    HUNG_UP = "hung_up"
    OPTED_OUT = "opted_out"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    FAILED = "failed"
    # The program died before the call was written: it rang for a moment, or not at all
    LOST = "lost"
    # Taken back by us before it rang
    WITHDRAWN = "withdrawn"


IN_VAIN = frozenset({Result.NO_ANSWER, Result.BUSY, Result.FAILED, Result.LOST})
"""Numbers that were not reached are called again."""
_OF_OUTCOME = {
    CallOutcome.NO_ANSWER: Result.NO_ANSWER,
    CallOutcome.BUSY: Result.BUSY,
    CallOutcome.FAILED: Result.FAILED,
}
_NEXT = {
    Result.REACHED: "reached",
    Result.HUNG_UP: "hung_up",
    Result.OPTED_OUT: "opted_out",
    Result.WITHDRAWN: "waiting",
}


def result_of(outcome: str, ended_by: str, *, opted_out: bool, pressed: bool = False) -> Result:
    """Say what came of a call of a list by how it ended, and whether a key was pressed."""
    if opted_out:
        return Result.OPTED_OUT
    if outcome in _OF_OUTCOME:
        return _OF_OUTCOME[CallOutcome(outcome)]
    if outcome != CallOutcome.CANCELED or pressed:
        return Result.REACHED
    by = {CallParty.CITIZEN: Result.HUNG_UP, CallParty.SWITCHBOARD: Result.WITHDRAWN}
    # An agent who hung up while it rang leaves somebody who was not reached
    return by.get(CallParty(ended_by), Result.NO_ANSWER)


def state_after(result: Result, *, tries: int, attempts: int) -> str:
    """Say the state of a number after its last call; `tries` counts that one."""
    if result in IN_VAIN:
        return "waiting" if tries < attempts else "unreached"
    return _NEXT[result]


def may_call(
    local: datetime, *, begins: time, ends: time, quiet: QuietHours | None, emergency: bool
) -> bool:
    """Say whether a list may call at a local time: in its hours, and not in the quiet ones."""
    if emergency:
        return True
    is_quiet = quiet is not None and quiet.over_at(local) != local
    return begins <= local.time() < ends and not is_quiet


def answer_of(keys: list[str]) -> str:
    """Return the key that answers a question: the last one pressed that may; empty without one."""
    return next((key for key in reversed(keys) if key in ANSWER_KEYS), "")
