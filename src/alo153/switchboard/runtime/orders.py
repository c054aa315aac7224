"""Commands of the web as events of the switchboard."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from alo153.calls.call_words import PATIENCE, TOO_LATE
from alo153.calls.models import Command
from alo153.calls.page_commands import commands as page_commands
from alo153.calls.page_commands import rows
from alo153.calls.page_commands.rows import Unreadable
from alo153.switchboard.acd.decide import VERBS
from alo153.switchboard.acd.turn import events as acd

log = logging.getLogger(__name__)

_EVENTS = {event.name: event for event in VERBS}
PERISHABLE = frozenset(name for name, event in _EVENTS.items() if event.perishable)
PROVISIONS = frozenset({page_commands.ProvisionAgent.name, page_commands.ProvisionGuest.name})
"""Done when Asterisk has the account: its telephone registers as soon as it hears so."""
ACCOUNTS = PROVISIONS | {page_commands.SignOut.name, page_commands.SetState.name}
REPORTED_BY_ACD = PERISHABLE
"""Only the switchboard's state decides whether these commands are possible."""


def in_turn(asked: Sequence[Command]) -> tuple[list[Command], list[Command]]:
    """Separate immediate commands from commands that wait for accounts, each in its order.

    An agent's commands after a wish for a telephone wait with it: so an agent who has left is not
    signed in again.
    """
    at_once: list[Command] = []
    waiting: list[Command] = []
    agents: set[int] = set()
    for command in asked:
        agent = _agent(command)
        waits = command.name in PROVISIONS or agent in agents
        (waiting if waits else at_once).append(command)
        if waits and agent is not None:
            agents.add(agent)
    return at_once, waiting


def _agent(command: Command) -> int | None:
    """Return the agent a command names; None of one that cannot be read, which is refused later."""
    try:
        asked = rows.read(command.name, command.payload)
    except Unreadable:
        return None
    named = page_commands.OfAgent | page_commands.Direct
    return asked.agent if isinstance(asked, named) else None


def refusal(command: Command, at: datetime, *, connected: bool) -> str:
    """Say why a command is not even tried; empty if it is.

    A row of another version that nobody understands; a click on a call that waited so long that
    it would surprise, or while Asterisk is away.
    """
    try:
        rows.read(command.name, command.payload)
    except Unreadable as error:
        log.error("command %s of the web is passed over: %s", command.pk, error)
        return "unreadable"
    if command.name not in PERISHABLE:
        return ""
    if at - command.at > PATIENCE:
        return TOO_LATE
    return "" if connected else "no_telephone"


def event_of(command: Command, at: float) -> acd.Event | None:
    """Say what a command means to the switchboard; None if it only concerns an account.

    Raises Unreadable: `refusal` says so before.
    """
    asked = rows.read(command.name, command.payload)
    event = _EVENTS.get(command.name)
    return event.asked(asked, at=at, row=command.pk) if event else None
