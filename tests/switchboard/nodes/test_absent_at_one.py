"""An agent's telephone is at one of two nodes: the other one says nothing of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytest_django import Settings
from tests import cast
from tests.switchboard.acd.story import Story

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.call_words import AgentState
from alo153.calls.endpoints.node_names import Address
from alo153.calls.models import AgentSession, AgentStateSpan
from alo153.switchboard.acd.agents.presence import AgentReady, AgentSignedIn, AgentSignedOut
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.absence import SIGNED_OFF_AFTER
from alo153.switchboard.acd.turn.timers import AbsenceTimer
from alo153.switchboard.nodes import records as nodes
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db
START = 1_764_000_000.0
GONE = START + 100
LATER = GONE + SIGNED_OFF_AFTER


class Program:
    """The switchboard of one node, and what it writes."""

    def __init__(self, node: str, settings: Settings) -> None:
        self._node, self._settings = node, settings
        self.story = Story(Rules(node=node))

    def tell(self, *told: ev.Event) -> None:
        """Let it hear something; whatever comes of it is written by this node."""
        self._settings.NODE = self._node
        for event in told:
            self.story.tell(event)
        for fact in self.story.told:
            records.write(fact)
        self.story.told.clear()


@pytest.fixture
def main(settings: Settings) -> Program:
    settings.NODES = {"main": Address("10.0.0.1"), "east": Address("10.0.0.2")}
    settings.NODE_SOCKETS = {"main": "wss://main.example/ws", "east": "wss://east.example/ws"}
    nodes.beat("main")
    return Program("main", settings)


@pytest.fixture
def east(main: Program, settings: Settings) -> Program:
    return Program("east", settings)


@pytest.fixture
def elif_(main: Program) -> User:
    """Elif is ready at `main`."""
    user = cast.staff("elif")
    opens_a_page(user, "main", START)
    main.tell(*signs_in(user, START))
    return user


def opens_a_page(user: User, node: str, at: float) -> None:
    account = actions.sign_in_phone(user=user, at=datetime.fromtimestamp(at, UTC))
    assert account.node == node


def signs_in(user: User, at: float) -> tuple[ev.Event, ...]:
    there = ev.AgentReachable(at=at, agent=user.pk, reachable=True)
    return AgentSignedIn(at=at, agent=user.pk), there, AgentReady(at=at, agent=user.pk)


def telephone(user: User, at: float, *, there: bool) -> ev.Event:
    return ev.AgentReachable(at=at, agent=user.pk, reachable=there)


def minutes_pass(user: User, since: float = GONE) -> ev.Event:
    return ev.TimerFired(at=since + SIGNED_OFF_AFTER, timer=AbsenceTimer(user.pk, since))


def stands(user: User) -> tuple[str, bool, str]:
    session = AgentSession.objects.get(user=user)
    return session.state, session.reachable, session.node


def main_is_away() -> None:
    nodes.leave("main")
    nodes.beat("east")


def test_the_node_that_was_left_signs_nobody_off_at_the_new_one(
    elif_: User, main: Program, east: Program
) -> None:
    main_is_away()
    opens_a_page(elif_, "east", GONE)
    east.tell(*signs_in(elif_, GONE))
    main.tell(telephone(elif_, GONE, there=False))
    main.tell(minutes_pass(elif_))
    assert main.story.state.agents[elif_.pk].presence is AgentState.OFFLINE
    assert stands(elif_) == ("ready", True, "east")
    assert not AgentStateSpan.objects.filter(reason="absent").exists()


def test_a_telephone_left_open_at_the_old_node_holds_nobody_who_is_gone_at_the_new_one(
    elif_: User, main: Program, east: Program
) -> None:
    main_is_away()
    opens_a_page(elif_, "east", GONE)
    east.tell(*signs_in(elif_, GONE))
    main.tell(AgentSignedOut(at=GONE, agent=elif_.pk))
    east.tell(telephone(elif_, GONE + 10, there=False))
    main.tell(telephone(elif_, GONE + 20, there=False), telephone(elif_, GONE + 30, there=True))
    assert main.story.state.agents[elif_.pk].presence is AgentState.OFFLINE, "an old page"
    east.tell(minutes_pass(elif_, GONE + 10))
    assert stands(elif_) == ("offline", False, "east")


def test_who_was_signed_off_for_absence_comes_back_at_another_node(
    elif_: User, main: Program, east: Program
) -> None:
    main.tell(telephone(elif_, GONE, there=False))
    main.tell(minutes_pass(elif_))
    assert stands(elif_) == ("offline", False, "main")
    main_is_away()
    opens_a_page(elif_, "east", LATER + 60)
    east.tell(*signs_in(elif_, LATER + 60))
    assert stands(elif_) == ("ready", True, "east")
    open_spans = AgentStateSpan.objects.filter(agent=elif_, ended_at=None)
    assert [span.state for span in open_spans] == ["ready"]
