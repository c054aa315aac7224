"""Tells events to the switchboard and keeps what came of them."""

from __future__ import annotations

from tests.switchboard.declared import check_decision

from alo153.switchboard.acd.agents.presence import AgentReady, AgentSignedIn
from alo153.switchboard.acd.decide import decide
from alo153.switchboard.acd.state.state import Rules, State
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.facts import Fact


class Story:
    """A switchboard without telephone; `commands` are those of the last event."""

    def __init__(self, rules: Rules | None = None) -> None:
        self.state = State(rules=rules or Rules())
        self.commands: list[do.Command] = []
        self.told: list[Fact] = []

    def tell(self, event: ev.Event) -> list[do.Command]:
        before = self.state
        self.state, self.commands = decide(before, event)
        check_decision(before, self.state, self.commands)
        self.told += [c.fact for c in self.commands if isinstance(c, do.Record)]
        return self.commands

    def ready(self, agent: int, at: float, **skills: int) -> None:
        self.tell(AgentSignedIn(at=at, agent=agent, skills=skills))
        self.tell(ev.AgentReachable(at=at, agent=agent, reachable=True))
        self.tell(AgentReady(at=at, agent=agent))

    def arrive(self, call: str, at: float, number: str = "5") -> None:
        self.tell(
            ev.CallArrived(at=at, call=call, channel=f"ch-{call}", number=number, called="153")
        )

    def waiting(self, call: str, at: float, number: str = "5") -> None:
        self.arrive(call, at, number)
        self.speech_ends(call, at)

    def speech_ends(self, call: str, at: float) -> None:
        speech = self.state.calls[call].speech or ""
        self.tell(ev.SpeechEnded(at=at, call=call, speech=speech))

    def talking(self, call: str, agent: int, at: float) -> None:
        self.ready(agent, at)
        self.waiting(call, at)
        self.tell(ev.OfferAnswered(at=at, offer=f"{call}.1"))

    def ordered[C: do.Command](self, kind: type[C]) -> list[C]:
        return [command for command in self.commands if isinstance(command, kind)]

    def facts[F: Fact](self, kind: type[F]) -> list[F]:
        return [fact for fact in self.told if isinstance(fact, kind)]
