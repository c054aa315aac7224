"""Calls at the desk, as the switchboard writes them."""

import uuid
from collections.abc import Callable

from tests import cast

from alo153.calls.call_words import AgentState, CallDirection
from alo153.calls.models import Call
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

NOW = cast.AT.timestamp()

type Ring = Callable[..., Call]


def let_ring(number: str = "+905320000101", to: str = "elif") -> Call:
    """Write what the switchboard writes while a call rings at an agent's desk."""
    call, user = str(uuid.uuid4()), cast.staff(to)
    entered = facts.CallEntered(
        at=NOW, call=call, channel=f"c-{call}", direction=CallDirection.IN, number=number
    )
    offered = facts.CallOffered(
        at=NOW + 5,
        call=call,
        offer=f"{call}.1",
        agent=user.pk,
        idle_seconds=30.0,
        rank=1,
        among=1,
        reason="longest_idle",
    )
    rings = facts.AgentChanged(
        at=NOW + 5,
        agent=user.pk,
        since=NOW + 5,
        presence=AgentState.RINGING,
        reason="",
        reachable=True,
        idle_since=NOW - 25,
        call=call,
    )
    for fact in (entered, facts.CallQueued(at=NOW + 4, call=call), offered, rings):
        records.write(fact)
    return Call.objects.get(pk=call)


def talks(call: Call, agent: str = "elif") -> None:
    """Write that an agent talks with the caller of a call."""
    user, key = cast.staff(agent), str(call.pk)
    records.write(
        facts.CallAnswered(
            at=NOW + 8, call=key, leg=f"offer-{key}.1", agent=user.pk, waited_seconds=4
        )
    )
    records.write(
        facts.AgentChanged(
            at=NOW + 8,
            agent=user.pk,
            since=NOW + 8,
            presence=AgentState.TALKING,
            reason="",
            reachable=True,
            call=key,
        )
    )
