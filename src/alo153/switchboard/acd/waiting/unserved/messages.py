"""Commands, events and facts about callers whom nobody will serve."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.turn.commands import CallCommand
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.acd.turn.facts import CallFact


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChanged(Event):
    """The city's files, or the emergency switch, say something else from now on."""

    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeMessage(CallCommand):
    """Give a caller to Asterisk's dialplan, which records a message and ends the call."""

    channel: str
    queued_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAsked(CallFact):
    """A caller waits no longer: they are asked for a message, and will be called back."""

    reason: str
