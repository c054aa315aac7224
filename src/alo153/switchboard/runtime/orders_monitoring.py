"""Commands of supervisors as events of the switchboard. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.calls.models import Command, CommandName
from alo153.switchboard.acd import events as acd
from alo153.switchboard.acd.supervision import events as supervision

PERISHABLE = (
    CommandName.SUPERVISE,
    CommandName.TAKE_OVER,
    CommandName.STOP_SUPERVISING,
    CommandName.SET_STATE,
    CommandName.DIRECT,
)
"""What a supervisor clicked and comes late is not meant any more."""


def _supervise(command: Command, at: float) -> acd.Event:
    payload = command.payload
    return supervision.Supervise(
        at=at,
        monitor=payload["monitor"],
        supervisor=payload["supervisor"],
        agent=payload["agent"],
        mode=MonitoringMode(payload["mode"]),
        home=payload.get("home", ""),
        command=command.pk,
    )


def _of_supervisor(
    kind: type[supervision.TakeOver | supervision.StopSupervising],
) -> Callable[[Command, float], acd.Event]:
    return lambda command, at: kind(
        at=at, supervisor=command.payload["supervisor"], command=command.pk
    )


def _open_seat(command: Command, at: float) -> acd.Event:
    payload = command.payload
    return supervision.SeatOpened(
        at=at, seat=payload["seat"], guest=payload["guest"], mentor=payload["mentor"]
    )


def _end_seat(command: Command, at: float) -> acd.Event:
    return supervision.SeatEnded(at=at, guest=command.payload["guest"])


def _set_state(command: Command, at: float) -> acd.Event:
    payload = command.payload
    return supervision.SetState(
        at=at,
        supervisor=payload["supervisor"],
        agent=payload["agent"],
        state=AgentState(payload["state"]),
        reason=payload["reason"],
        command=command.pk,
    )


def _direct(command: Command, at: float) -> acd.Event:
    payload = command.payload
    return supervision.DirectCall(
        at=at,
        supervisor=payload["supervisor"],
        call=payload["call"],
        queue=payload["queue"],
        agent=payload["agent"],
        command=command.pk,
    )


MEANINGS: Mapping[CommandName, Callable[[Command, float], acd.Event]] = {
    CommandName.SUPERVISE: _supervise,
    CommandName.TAKE_OVER: _of_supervisor(supervision.TakeOver),
    CommandName.STOP_SUPERVISING: _of_supervisor(supervision.StopSupervising),
    CommandName.SET_STATE: _set_state,
    CommandName.DIRECT: _direct,
    CommandName.OPEN_SEAT: _open_seat,
    CommandName.END_SEAT: _end_seat,
}
