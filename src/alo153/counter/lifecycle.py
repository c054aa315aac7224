"""The states of a ticket and the permitted steps. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """The state of a ticket."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    SERVED = "served"
    NO_SHOW = "no_show"
    # The day ended before anybody called it, or finished with it
    LAPSED = "lapsed"


class Step(StrEnum):
    """A step of a ticket."""

    CALL = "call"
    CALL_AGAIN = "call_again"
    BEGIN = "begin"
    TRANSFER = "transfer"
    # Its desk was freed by somebody else
    PUT_BACK = "put_back"
    FINISH = "finish"
    MISS = "miss"
    LAPSE = "lapse"


AT_HAND: Final = frozenset({State.CALLED, State.SERVING})
"""Somebody at a desk has it."""
OPEN: Final = frozenset({State.WAITING}) | AT_HAND

_STEPS: Final[Mapping[State, Mapping[Step, State]]] = {
    State.WAITING: {Step.CALL: State.CALLED, Step.LAPSE: State.LAPSED},
    State.CALLED: {
        Step.CALL_AGAIN: State.CALLED,
        Step.BEGIN: State.SERVING,
        Step.MISS: State.NO_SHOW,
        Step.TRANSFER: State.WAITING,
        Step.PUT_BACK: State.WAITING,
        Step.LAPSE: State.LAPSED,
    },
    State.SERVING: {
        Step.TRANSFER: State.WAITING,
        Step.PUT_BACK: State.WAITING,
        Step.FINISH: State.SERVED,
        Step.LAPSE: State.LAPSED,
    },
}


class NotNow(ValueError):
    """A ticket in its state cannot take this step."""


def after(state: State, step: Step) -> State:
    """Return the state that a step leads to. Raises NotNow."""
    try:
        return _STEPS[state][step]
    except KeyError:
        raise NotNow(f"{step} when {state}") from None
