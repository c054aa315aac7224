"""Members of calls in a world that does anything at any time: what happens, what must hold."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from tests.switchboard.acd.any_order.pretended_whispers import Whispers

from alo153.calls.call_words import AgentState, LegRole
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.talking.consult import (
    CancelConsultation,
    Consult,
    DropMember,
    Invite,
    MakeConference,
    PressKeys,
)
from alo153.switchboard.acd.talking.transfer import BlindTransfer, CompleteTransfer
from alo153.switchboard.acd.turn.timers import RejoinTimer
from alo153.switchboard.acd.turn.turn import RETURNING, TALKS

AGENTS = st.integers(min_value=1, max_value=4)
PICK = st.integers(min_value=0, max_value=50)
TARGETS = st.builds(Target, agent=AGENTS) | st.just(Target(number="112"))
Deciding = MakeConference | CancelConsultation | CompleteTransfer
IN_CONSULTATION = [MakeConference, CancelConsultation, CompleteTransfer]


class Company(Whispers):
    """Others are asked in, join, leave, are lost and come back."""

    @rule(pick=PICK, whom=TARGETS, kind=st.sampled_from([Consult, Invite]))
    def an_agent_asks_somebody_in(
        self, pick: int, whom: Target, kind: type[Consult | Invite]
    ) -> None:
        self._happen(kind(at=self.at, agent=self._who(pick), target=whom, command=1))

    @rule()
    def all_who_are_asked_answer(self) -> None:
        self._answer_all(lambda leg: leg.startswith("member-"))

    @rule(pick=PICK, whom=st.none() | TARGETS)
    def an_agent_gives_the_citizen_away(self, pick: int, whom: Target | None) -> None:
        agent = self._who(pick)
        self._happen(BlindTransfer(at=self.at, agent=agent, target=whom, command=1))

    @rule(pick=PICK, kind=st.sampled_from(IN_CONSULTATION))
    def an_agent_decides_in_consultation(self, pick: int, kind: type[Deciding]) -> None:
        self._happen(kind(at=self.at, agent=self._who(pick), command=1))

    @rule(pick=PICK)
    def an_agent_takes_somebody_out(self, pick: int) -> None:
        members = [one.id for call in self.state.calls.values() for one in call.members]
        if members:
            member, agent = members[pick % len(members)], self._who(pick)
            self._happen(DropMember(at=self.at, agent=agent, member=member, command=1))

    @rule(pick=PICK)
    def an_agent_presses_keys(self, pick: int) -> None:
        self._happen(PressKeys(at=self.at, agent=self._who(pick), keys="1#", command=1))

    @rule(pick=PICK)
    def a_colleague_loses_the_leg_of_a_conference(self, pick: int) -> None:
        """The others talk on, or the citizen hears music until the colleague is back."""
        partners = [one for call in self.state.calls.values() for one in call.partners]
        if partners:
            leg = partners[pick % len(partners)].id
            call = self.state.calls[self.legs[leg]]
            self._leg_ends(leg, lost=True)
            assert call.channel in self.legs or partners[pick % len(partners)].agent is None

    @invariant()
    def a_place_in_a_talk_is_kept_for_who_is_away_and_not_for_ever(self) -> None:
        ends = [fired.timer for _, fired in self.timers]
        for call in self.state.calls.values():
            for one in call.awaited:
                assert call.phase in TALKS
                agent = self.state.agents[one.agent]
                rings = (agent.presence, agent.call) == (AgentState.RINGING, call.id)
                waits = (agent.presence, agent.reason) == (AgentState.PAUSED, RETURNING)
                assert rings or (waits and not agent.reachable)
                assert RejoinTimer(call.id, one.agent, one.until) in ends

    @invariant()
    def who_is_asked_aside_is_one_and_the_citizen_does_not_hear_it(self) -> None:
        for call in self.state.calls.values():
            asked = [one for one in call.members if one.role is LegRole.CONSULTED]
            assert len(asked) <= 1
            assert not asked or (call.held and call.offer is not None)
