"""A switchboard that looks at real tables, decides and writes when a test says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.test import override_settings
from tests import cast
from tests.switchboard.written.desk import MEDIA

from alo153.accounts.actions import note_sign_in
from alo153.accounts.models import User
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession
from alo153.core.actor import Actor
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.nodes import records as nodes
from alo153.switchboard.written import records
from alo153.switchboard.written.loading import look
from alo153.switchboard.written.rules.deciding import decide
from alo153.switchboard.written.rules.line import Line

NODES = {"one": "", "two": ""}


def uses_a_page(user: User, at: datetime) -> None:
    """Let somebody sign in on the web, where they are seen at that moment."""
    note_sign_in(
        user=user,
        session_key="key",
        address="10.0.0.1",
        browser="",
        methods=["password"],
        by=Actor.staff(user.pk),
        at=at,
    )


class Switchboard:
    """The one of a node, or the only one; its agents are ready."""

    def __init__(self, *agents: User, node: str = "") -> None:
        self.line, self.node = Line(), node
        self.agents: dict[int, Agent] = {}
        if node:
            nodes.beat(node)
        for user in agents:
            at = cast.AT - timedelta(hours=1)
            AgentSession.objects.create(
                user=user, since=at, state=AgentState.READY, node=node or "main"
            )
            self.agents[user.pk] = Agent(
                id=user.pk,
                presence=AgentState.READY,
                since=at.timestamp(),
                reachable=True,
                idle_since=at.timestamp(),
            )

    def stands(self, user: User, presence: AgentState, at: datetime) -> None:
        """Let the switchboard's memory say how an agent stands, whatever the tables say."""
        self.agents[user.pk] = Agent(
            id=user.pk, presence=presence, since=at.timestamp(), reachable=False
        )

    def look(self, at: datetime) -> None:
        offers = tuple(self.line.offers.values())
        with override_settings(**({"NODES": NODES, "NODE": self.node} if self.node else {})):
            seen = look(MEDIA, self.agents, offers, at)
        self.line = replace(self.line, seen=seen)

    def decide(self, at: datetime) -> None:
        found = decide(self.line, agents=self.agents, media=MEDIA, at=at.timestamp())
        self.line = found.line
        for fact in found.facts:
            records.write(fact)

    def turn(self, at: datetime) -> None:
        self.look(at)
        self.decide(at)
