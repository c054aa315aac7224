"""Agents who are told which queue calls, in a world that does anything at any time."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from tests.switchboard.pretended import PretendedAsterisk

from alo153.switchboard.acd.state.state import Phase
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.timers import SpeechTimer


class Whispers(PretendedAsterisk):
    """The whisper ends, or never says so."""

    @rule(pick=st.integers(min_value=0, max_value=50))
    def an_agent_has_heard_which_queue_it_is(self, pick: int) -> None:
        told = [call for call in self.state.calls.values() if call.whisper]
        if told:
            call = told[pick % len(told)]
            self._happen(ev.SpeechEnded(at=self.at, call=call.id, speech=call.whisper))
            assert self.state.calls[call.id].phase is Phase.TALKING

    @invariant()
    def an_agent_is_told_while_the_caller_waits_and_not_for_ever(self) -> None:
        ends = [fired.timer for _, fired in self.timers]
        for call in self.state.calls.values():
            assert not call.whisper or SpeechTimer(call.id, call.whisper) in ends
            assert not call.whisper or (call.phase is Phase.WAITING and call.offer is not None)
