"""Somebody with a link comes into the talk: another counter, a relative, a second interpreter."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.call_words import LegRole
from alo153.calls.page_commands import commands as page_commands
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.members.members import invite
from alo153.switchboard.acd.state.state import Phase
from alo153.switchboard.acd.talking.talk import NO_CALL
from alo153.switchboard.acd.turn.events import Asked, Verbs
from alo153.switchboard.acd.turn.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestJoins(page_commands.LetIn, Asked):
    """Somebody who was given a link to a call waits at their browser to be let in."""


def guest_joins(turn: Turn, event: GuestJoins) -> None:
    """Ring the browser that waits to be let in; it picks up by itself.

    It knocks until it rings: a knock that comes after that changes nothing.
    """
    call = turn.calls.get(event.call)
    there = call is not None and call.phase is Phase.TALKING
    turn.done(event.command, "" if there else NO_CALL)
    if call is not None and there and event.guest not in {one.guest for one in call.members}:
        invite(turn, call, Target(guest=event.guest), LegRole.CONFERENCE)


VERBS: Verbs = {
    GuestJoins: guest_joins,
}
