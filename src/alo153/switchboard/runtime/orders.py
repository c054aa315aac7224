"""Commands of the web as events of the switchboard. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from alo153.calls.models import Command, CommandName
from alo153.switchboard.acd import events as acd
from alo153.switchboard.acd.decide import VERBS

PATIENCE = timedelta(seconds=15)
"""A click on a call that comes later than this is not meant any more."""

PERISHABLE = frozenset(name for name, (event, _) in VERBS.items() if event.perishable)
ACCOUNTS = frozenset(
    {
        CommandName.PROVISION_AGENT,
        CommandName.PROVISION_GUEST,
        CommandName.SIGN_OUT,
        CommandName.SET_STATE,
    }
)
REPORTED_BY_ACD = PERISHABLE
"""Whether these could be done only the switchboard's state can say."""


def refusal(command: Command, at: datetime, *, connected: bool) -> str:
    """Say why a command is not even tried; empty if it is.

    A click on a call that waited so long that it would surprise, or while Asterisk is away.
    """
    if command.name not in PERISHABLE:
        return ""
    if at - command.at > PATIENCE:
        return "too_late"
    return "" if connected else "no_telephone"


def event_of(command: Command, at: float) -> acd.Event | None:
    """Say what a command means to the switchboard; None if it only concerns an account."""
    if command.name not in VERBS:
        return None
    event, _ = VERBS[command.name]
    return event.read(command.payload, at=at, command=command.pk)
