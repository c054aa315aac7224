"""A pretended Asterisk: it obeys the commands of the switchboard and keeps what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from hypothesis.stateful import RuleBasedStateMachine
from tests.calls.menu.kocaeli import MENU

from alo153.calls.call_words import CallOutcome, OfferRule
from alo153.switchboard.acd.decide import decide
from alo153.switchboard.acd.recording import messages as rec
from alo153.switchboard.acd.ringing.eligibility import (
    can_serve,
    may_be_offered,
    waits_for_preferred,
    wants_agent,
)
from alo153.switchboard.acd.state.leg_ids import agent_leg
from alo153.switchboard.acd.state.state import Call, Phase, Rules, State
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import AskTimer, MenuTimer
from alo153.switchboard.acd.turn.turn import Turn


class PretendedAsterisk(RuleBasedStateMachine):
    """Legs that ring, are up and hear something, a clock, and the switchboard under test."""

    house = Rules(menu=MENU, survey=15)

    def __init__(self) -> None:
        super().__init__()
        self.state = State(rules=self.house)
        self.at = 1_000.0
        self.arrived: set[str] = set()
        self.ended: Counter[str] = Counter()
        self.legs: dict[str, str] = {}
        self.up: set[str] = set()
        self.hears: dict[str, str] = {}
        self.recorder: dict[str, str] = {}
        self.timers: list[tuple[float, ev.TimerFired]] = []
        self.past: list[ev.Event] = []
        self.told_again = False
        self.numbers = 0

    def _happen(self, event: ev.Event) -> None:
        self.at += 0.001
        event = replace(event, at=self.at)
        self.past.append(event)
        self.state, commands = decide(self.state, event)
        for command in commands:
            self._obey(command)
        self._check_order(commands)

    def _obey(self, command: do.Command) -> None:
        match command:
            case do.StartTimer():
                fired = ev.TimerFired(at=0, timer=command.timer)
                self.timers.append((self.at + command.seconds, fired))
            case do.Record(fact=facts.CallEntered(call=call)):
                self.arrived.add(call)
            case do.Record(fact=facts.CallEnded(call=call, outcome=outcome)):
                self.ended[call] += 1
                assert outcome in CallOutcome
            case do.RingAgent() | do.DialCitizen() | do.RingMember():
                self._ring(command)
            case do.BridgeThem():
                self._into_the_bridge(command.call, command.channel, command.agent_leg)
            case do.JoinTalk():
                self._into_the_bridge(command.call, command.channel)
            case do.HangUp():
                assert command.channel in self.legs or self.told_again, "a leg that is gone"
                self._forget(command.channel)
            case rec.RecordingCommand():
                self._record(command)
            case do.CallCommand():
                self._sound(command)

    def _record(self, command: rec.RecordingCommand) -> None:
        starts = isinstance(command, rec.StartRecording)
        again = starts and command.again
        assert again or starts != (command.channel in self.recorder), "started once, and first"
        written = "silence" if isinstance(command, rec.PauseRecording) else "sound"
        if not isinstance(command, rec.CheckRecording):
            self.recorder[command.channel] = written

    def _ring(self, command: do.RingAgent | do.DialCitizen | do.RingMember) -> None:
        match command:
            case do.RingAgent():
                self._new_leg(agent_leg(command.offer), command.call)
            case do.DialCitizen():
                assert not command.agent_leg or command.agent_leg in self.up
                self._new_leg(command.channel, command.call)
            case do.RingMember():
                self._new_leg(command.member, command.call)

    def _into_the_bridge(self, call: str, *legs: str) -> None:
        assert set(legs) <= self.up & set(self.legs)
        self.hears |= dict.fromkeys(legs, f"bridge {call}")

    def _sound(self, command: do.CallCommand) -> None:
        match command:
            case do.Speak() | do.SayPosition() | do.SayGoodbye():
                heard = command.speech
            case do.Whisper():
                assert command.channel in self.up, "an agent hears it who has picked up"
                heard = command.speech
            case do.StartMusic() | do.Hold():
                heard = "music"
            case do.StopSpeaking():
                self._hush(command.speech)
                return
            case do.Resume():
                heard = f"bridge {command.call}"
            case do.SendKeys():
                assert command.channel in self.up & set(self.legs)
                return
            case do.RemoveBridge():
                room = f"bridge {command.call}"
                assert room not in self.hears.values(), "the bridge goes when all have left it"
                return
            case _:
                return
        assert command.channel in self.legs
        self.hears[command.channel] = heard

    def _hush(self, speech: str) -> None:
        for channel in [channel for channel, heard in self.hears.items() if heard == speech]:
            del self.hears[channel]

    def _goes_on(self, call: Call) -> bool:
        """Say whether the menu does something by itself soon: no key is needed."""
        assert call.menu is not None
        listens = MenuTimer(call.id, call.menu.waits)
        asks = AskTimer(call.id, call.menu.asks)
        return any(fired.timer in (listens, asks) for _, fired in self.timers)

    def _check_order(self, commands: list[do.Command]) -> None:
        """Nobody is rung for a call while a better one could be offered to the same agent.

        But for the caller whose talk with this very agent was cut off.
        """
        offered = [c.fact for c in commands if isinstance(c, do.Record)]
        back = {
            f.agent
            for f in offered
            if isinstance(f, facts.CallOffered) and f.reason == OfferRule.RETURNED
        }
        ringing = [c for c in commands if isinstance(c, do.RingAgent) and c.agent not in back]
        rung = {c.agent: self.state.calls[c.call] for c in ringing}
        turn = Turn(self.state, self.at)
        spare = [agent for agent in self.state.agents.values() if agent.available]
        for number, call in rung.items():
            agent = self.state.agents[number]
            assert not agent.engaged, "in two calls"
            if call.phase is Phase.CALLING_AGENT and call.place_kept_at is None:
                continue
            left = [other for other in self.state.line() if wants_agent(turn, other)]
            better = [other for other in left if other.turn < call.turn]
            assert not any(may_be_offered(turn, other, agent) for other in better)
            if not waits_for_preferred(turn, call):
                idle = [each.idle_since for each in spare if can_serve(turn, call, each)]
                assert agent.idle_since <= min(idle, default=agent.idle_since)

    def _leg_ends(self, leg: str, *, lost: bool = False) -> None:
        call, was_up = self.legs[leg], leg in self.up
        self._forget(leg)
        offer = leg.removeprefix("offer-")
        if lost and was_up:
            self._happen(ev.LegLost(at=self.at, leg=leg))
        if leg.startswith("offer-") and was_up:
            self._happen(ev.AgentHungUp(at=self.at, offer=offer))
        elif leg.startswith("offer-"):
            self._happen(ev.OfferRejected(at=self.at, offer=offer, reason="rejected"))
        elif leg.startswith("member-") and was_up:
            self._happen(ev.MemberHungUp(at=self.at, member=leg))
        elif leg.startswith("member-"):
            self._happen(ev.MemberNotReached(at=self.at, member=leg, reason="busy"))
        elif leg.startswith("citizen-") and not was_up:
            self._happen(
                ev.CitizenNotReached(at=self.at, call=call, channel=leg, outcome=CallOutcome.BUSY)
            )
        else:
            self._happen(ev.CallerHungUp(at=self.at, call=call, channel=leg))

    def _answer_all(self, chosen: Callable[[str], bool]) -> None:
        for leg in sorted(filter(chosen, set(self.legs) - self.up)):
            if leg in self.legs:
                self._answer(leg)

    def _answer(self, leg: str) -> None:
        self.up.add(leg)
        if leg.startswith("offer-"):
            self._happen(ev.OfferAnswered(at=self.at, offer=leg.removeprefix("offer-")))
        elif leg.startswith("member-"):
            self._happen(ev.MemberAnswered(at=self.at, member=leg))
        else:
            self._happen(ev.CitizenAnswered(at=self.at, call=self.legs[leg], channel=leg))

    def _who(self, pick: int) -> int:
        """Choose an agent who leads a talk if there is one, else anybody."""
        leading = [c.offer.agent for c in self.state.calls.values() if c.offer and c.answered_at]
        return leading[pick % len(leading)] if leading else pick % 4 + 1

    def _new_leg(self, leg: str, call: str) -> None:
        assert leg not in self.legs, "an id is used once"
        self.legs[leg] = call

    def _forget(self, leg: str) -> None:
        self.legs.pop(leg, None)
        self.up.discard(leg)
        self.hears.pop(leg, None)
        self.recorder.pop(leg, None)

    def _number(self, kind: str) -> str:
        self.numbers += 1
        return f"{kind}{self.numbers}"
