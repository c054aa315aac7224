"""An agent at the desk, and calls that the switchboard wrote."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from tests import cast

from alo153.switchboard import records
from alo153.switchboard.acd import facts
from alo153.switchboard.acd.state import Direction, Presence
from alo153.switchboard.models import Call

NOW = cast.AT.timestamp()
type Ring = Callable[..., Call]


@pytest.fixture
def agent(db: None) -> Client:
    """Return a browser in which Elif is signed in."""
    browser = Client()
    browser.force_login(cast.staff("elif"))
    return browser


@pytest.fixture
def ring(db: None) -> Ring:
    """Return a way to let a call ring at an agent's desk."""
    return let_ring


def let_ring(number: str = "+905320000101", to: str = "elif") -> Call:
    """Write what the switchboard writes while a call rings at an agent's desk."""
    call, user = str(uuid.uuid4()), cast.staff(to)
    entered = facts.CallEntered(
        at=NOW, call=call, channel=f"c-{call}", direction=Direction.IN, number=number
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
        presence=Presence.RINGING,
        reason="",
        reachable=True,
        idle_since=NOW - 25,
        call=call,
    )
    for fact in (entered, facts.CallQueued(at=NOW + 4, call=call), offered, rings):
        records.write(fact)
    return Call.objects.get(pk=call)
