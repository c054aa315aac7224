"""A world that does anything at any time, and what the switchboard promises in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import time

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from tests.calls.menu.kocaeli import MENU
from tests.switchboard.acd.any_order.pretended_company import AGENTS, PICK
from tests.switchboard.acd.any_order.pretended_lists import Listed

from alo153.calls.call_words import AgentState, CallOutcome, LegResult, LegRole
from alo153.calls.menu.voice import Leaving
from alo153.calls.menu.windows import Window
from alo153.calls.queue import Queue
from alo153.switchboard.acd.agents.presence import (
    AgentNotReady,
    AgentReady,
    AgentSignedIn,
    AgentSignedOut,
    MoreTime,
    SkillsChanged,
)
from alo153.switchboard.acd.agents.shifts import ShiftsSeen
from alo153.switchboard.acd.agents.writing import WritingSeen
from alo153.switchboard.acd.offering.listed import ListCallTaken
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.offering.silence import LegRings
from alo153.switchboard.acd.recording import messages as rec
from alo153.switchboard.acd.recovery.outliving import AsteriskSeen
from alo153.switchboard.acd.ringing.eligibility import may_be_offered, wants_agent
from alo153.switchboard.acd.state.leg_ids import AGENT_LEG, OUR_LEGS, agent_leg, citizen_leg
from alo153.switchboard.acd.state.monitors import SUPERVISOR_LEG
from alo153.switchboard.acd.state.state import Call, Phase, Recording, Rules, ShiftLimit
from alo153.switchboard.acd.talking.talk import HangUpCall, HoldCall, ResumeCall
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.timers import ReturnTimer, WrapUpTimer
from alo153.switchboard.acd.turn.turn import RETURNING, TALKS, Turn, agents_in, legs

SKILLS = st.fixed_dictionaries({}, optional={"general": st.integers(min_value=1, max_value=5)})
QUEUES = {
    "general": Queue(
        key="general",
        skill="general",
        levels=((0, 3), (20, 1)),
        overflow_after=45,
        overflow_to="help",
    ),
    "help": Queue(key="help", whispered="Help."),
}


# The world begins at 00:16:40 UTC
WINDOWS = (Window(key="soon", begins=time(0, 17), ends=time(0, 20), capacity=2, priority=1),)
KEPT = (Phase.WAITING, Phase.RETURNING)


class Telephone(Listed):
    """Rules by which anything happens, and what must hold after each."""

    house = Rules(queues=QUEUES, menu=MENU, caller_waits=15, windows=WINDOWS)

    # what happens ---------------------------------------------------------------------------

    @rule()
    def a_call_arrives(self) -> None:
        call = self._number("call")
        self.legs[call] = call
        self.up.add(call)
        self._happen(ev.CallArrived(at=self.at, call=call, channel=call, number="5", called="153"))

    @rule(
        pick=PICK,
        preferred=st.none() | AGENTS,
        priority=st.floats(min_value=0, max_value=2),
        blocked=st.sampled_from(["", "", "", "last", "refuse"]),
        number=st.sampled_from(["", "+1", "+2"]),
    )
    def a_caller_is_known(
        self, pick: int, preferred: int | None, priority: float, blocked: str, number: str
    ) -> None:
        calls = sorted(self.state.calls)
        if calls:
            who = {"call": calls[pick % len(calls)], "preferred": preferred}
            what = {"priority": priority, "blocked": blocked, "call_back": number}
            self._happen(ev.CallerKnown(at=self.at, **who, **what))

    @rule(pick=PICK, key=st.sampled_from("10#"))
    def a_key_is_pressed(self, pick: int, key: str) -> None:
        calls = sorted(self.state.calls)
        if calls:
            self._happen(ev.KeyPressed(at=self.at, call=calls[pick % len(calls)], key=key))

    @rule(agent=AGENTS, skills=SKILLS)
    def an_agent_learns_or_forgets(self, agent: int, skills: dict[str, int]) -> None:
        self._happen(SkillsChanged(at=self.at, agent=agent, skills=skills))

    @rule(pick=PICK)
    def a_speech_ends(self, pick: int) -> None:
        speaking = [call for call in self.state.calls.values() if call.speech]
        if speaking:
            call = speaking[pick % len(speaking)]
            self.hears.pop(call.channel, None)
            self._happen(ev.SpeechEnded(at=self.at, call=call.id, speech=call.speech or ""))

    @rule(pick=PICK, key=st.sampled_from("0123459*#"))
    def a_caller_presses_a_key(self, pick: int, key: str) -> None:
        if self.state.calls:
            call = sorted(self.state.calls)[pick % len(self.state.calls)]
            self._happen(ev.KeyPressed(at=self.at, call=call, key=key))

    @rule(pick=PICK)
    def a_caller_types_a_code(self, pick: int) -> None:
        in_menu = [c.id for c in self.state.calls.values() if c.phase is Phase.MENU]
        for key in "1482109373" if in_menu else "":
            call = in_menu[pick % len(in_menu)]
            self._happen(ev.KeyPressed(at=self.at, call=call, key=key))

    @rule(pick=PICK, word=st.sampled_from(["", "in_work", "unknown", "sent", "not_sent"]))
    def a_question_is_answered(self, pick: int, word: str) -> None:
        asking = [c for c in self.state.calls.values() if c.menu and c.menu.asks]
        if asking:
            call = asking[pick % len(asking)]
            ask = call.menu.asks if call.menu else 0
            self._happen(ev.LookupAnswered(at=self.at, call=call.id, ask=ask, word=word))

    @rule(pick=PICK)
    def a_leg_ends(self, pick: int) -> None:
        if self.legs:
            leg = sorted(self.legs)[pick % len(self.legs)]
            self._leg_ends(leg)

    @rule(pick=PICK)
    def a_leg_rings(self, pick: int) -> None:
        ringing = sorted(set(self.legs) - self.up)
        if ringing:
            self._happen(LegRings(at=self.at, leg=ringing[pick % len(ringing)]))

    @rule(pick=PICK, line=st.sampled_from(["trunk", "trunk2"]))
    def a_line_fails(self, pick: int, line: str) -> None:
        ours = (AGENT_LEG, SUPERVISOR_LEG)  # to telephones of ours no line leads
        dialed = sorted(leg for leg in set(self.legs) - self.up if not leg.startswith(ours))
        if dialed:
            leg = dialed[pick % len(dialed)]
            call = self.legs[leg]
            self._forget(leg)
            self._happen(_failure(leg, call, line))

    @rule(pick=PICK)
    def an_agent_loses_the_leg_of_a_talk(self, pick: int) -> None:
        """A reload, a dead browser, another network: the citizen stays."""
        talks = sorted(c.id for c in self.state.calls.values() if c.phase is Phase.TALKING)
        if talks:
            call = self.state.calls[talks[pick % len(talks)]]
            assert call.offer is not None
            self._leg_ends(agent_leg(call.offer.id), lost=True)
            assert call.channel in self.legs
            assert self.state.calls[call.id].phase in (*KEPT, *TALKS)

    @rule(pick=PICK)
    def a_leg_answers(self, pick: int) -> None:
        ringing = sorted(set(self.legs) - self.up)
        if ringing:
            self._answer(ringing[pick % len(ringing)])

    @rule(agent=AGENTS, skills=SKILLS)
    def an_agent_is_there(self, agent: int, skills: dict[str, int]) -> None:
        self._happen(AgentSignedIn(at=self.at, agent=agent, skills=skills))
        self._happen(ev.AgentReachable(at=self.at, agent=agent, reachable=True))
        self._happen(AgentReady(at=self.at, agent=agent))

    @rule(agent=AGENTS, engaged=st.booleans())
    def an_agent_talks_in_the_fallback(self, agent: int, engaged: bool) -> None:
        known = self.state.agents.get(agent)
        if not (engaged and known and known.call):  # a telephone takes one call
            self._happen(ev.AgentEngaged(at=self.at, agent=agent, engaged=engaged))

    @rule(agents=st.frozensets(AGENTS))
    def somebody_writes_to_agents(self, agents: frozenset[int]) -> None:
        self._happen(WritingSeen(at=self.at, agents=agents))

    @rule(agent=AGENTS, after=st.integers(0, 600), hard=st.booleans())
    def a_shift_advises(self, agent: int, after: int, hard: bool) -> None:
        limit = ShiftLimit(at=self.at + after, hard=hard)
        self._happen(ShiftsSeen(at=self.at, limits={agent: limit}))

    @rule(agent=AGENTS)
    def an_agent_is_ready(self, agent: int) -> None:
        self._happen(AgentReady(at=self.at, agent=agent))

    @rule(agent=AGENTS)
    def an_agent_pauses(self, agent: int) -> None:
        self._happen(AgentNotReady(at=self.at, agent=agent, reason="break"))

    @rule(agent=AGENTS)
    def an_agent_needs_more_time(self, agent: int) -> None:
        self._happen(MoreTime(at=self.at, agent=agent, reason="record", command=1))

    @rule(agent=AGENTS)
    def an_agent_leaves(self, agent: int) -> None:
        self._happen(AgentSignedOut(at=self.at, agent=agent))

    @rule(agent=AGENTS, reachable=st.booleans())
    def a_telephone_comes_or_goes(self, agent: int, reachable: bool) -> None:
        self._happen(ev.AgentReachable(at=self.at, agent=agent, reachable=reachable))

    @rule(agent=AGENTS)
    def an_agent_calls_back(self, agent: int) -> None:
        call = self._number("back")
        self._happen(DialCallBack(at=self.at, call=call, agent=agent, number="6", command=1))

    @rule(agent=AGENTS, what=st.sampled_from([HoldCall, ResumeCall, HangUpCall]))
    def an_agent_presses_a_button(
        self, agent: int, what: type[HoldCall | ResumeCall | HangUpCall]
    ) -> None:
        self._happen(what(at=self.at, agent=agent, command=1))

    @rule(agent=AGENTS)
    def an_agent_ends_a_talk_by_right(self, agent: int) -> None:
        self._happen(HangUpCall(at=self.at, agent=agent, command=1, by_right=True))

    @rule(agent=AGENTS)
    def a_talk_begins(self, agent: int) -> None:
        """The everyday beginning in one step, or rules by chance would seldom come to a talk."""
        self.an_agent_is_there(agent, {"general": 5})
        self.a_call_arrives()
        call = list(self.state.calls.values())[-1]
        self._happen(ev.KeyPressed(at=self.at, call=call.id, key=MENU.operator_key))
        self._answer_all(lambda leg: leg.startswith("offer-"))

    @rule(pick=PICK, what=st.sampled_from([rec.PauseRecordingAsked, rec.ContinueRecordingAsked]))
    def an_agent_minds_the_recording(
        self, pick: int, what: type[rec.PauseRecordingAsked | rec.ContinueRecordingAsked]
    ) -> None:
        self._happen(what(at=self.at, agent=self._who(pick), command=1))

    @rule(pick=PICK, started=st.booleans())
    def a_recorder_breaks(self, pick: int, started: bool) -> None:
        recorded = sorted(self.recorder)
        if recorded:
            channel = recorded[pick % len(recorded)]
            if not started:
                del self.recorder[channel]
            broke = rec.RecordingBroke
            self._happen(broke(at=self.at, call=self.legs[channel], reason="x", started=started))

    @rule(pick=PICK, second=st.floats(min_value=0, max_value=1000))
    def a_recorder_tells_where_it_is(self, pick: int, second: float) -> None:
        recorded = sorted(self.recorder)
        if recorded:
            call = self.legs[recorded[pick % len(recorded)]]
            at = rec.RecordingAt(at=self.at, call=call, second=second, started=True)
            self._happen(at)

    @rule(seconds=st.floats(min_value=0, max_value=40))
    def time_passes(self, seconds: float) -> None:
        end = self.at + seconds
        while due := [pair for pair in self.timers if pair[0] <= end]:
            pair = min(due, key=lambda pair: pair[0])
            self.timers.remove(pair)
            self.at = max(self.at, pair[0])
            self._happen(replace(pair[1], at=self.at))
        self.at = end

    @precondition(lambda self: self.past)
    @rule(pick=PICK)
    def something_old_is_told_again(self, pick: int) -> None:
        event = self.past[pick % len(self.past)]
        # Where a recorder is, our own program says, once: told of one that has broken since, the
        # next look at its file would put it right, and nobody looks here
        once = ev.CallArrived | DialCallBack | ListCallTaken | ev.Reconciled | rec.RecordingAt
        if not isinstance(event, once):
            # Who answers for nobody is hung up, and here is gone already
            self.told_again = True
            self._happen(replace(event, at=self.at))
            self.told_again = False

    @rule(lost=st.sets(PICK, max_size=3), registered=st.sets(AGENTS))
    def the_program_dies_and_comes_back(self, lost: set[int], registered: set[int]) -> None:
        """Legs may end while nobody listens; timers are gone, the calls known are not."""
        names = sorted(self.legs)
        for number in {number % len(names) for number in lost} if names else ():
            self._forget(names[number])
        self.timers.clear()
        self._happen(self._reconciled(registered))

    def _reconciled(self, registered: set[int]) -> ev.Reconciled:
        known = tuple(_as_recorded(call) for call in self.state.calls.values())
        bridges = {leg: self.hears.get(leg, "").startswith("bridge") for leg in self.legs}
        return ev.Reconciled(
            at=self.at,
            calls=known,
            agents=tuple(self.state.agents.values()),
            legs=tuple(
                ev.Leg(
                    id=leg,
                    up=leg in self.up,
                    bridged=bridges[leg],
                    call=call,
                    recorded=leg in self.recorder,
                )
                for leg, call in self.legs.items()
            ),
            registered=frozenset(registered),
        )

    @rule()
    def asterisk_is_swept(self) -> None:
        """Nobody who is in a call is cut off by it."""
        standing = frozenset(self.legs)
        dialed = frozenset(leg for leg in standing if leg.startswith(OUR_LEGS))
        heard = [what.partition(" ") for what in self.hears.values()]
        look = AsteriskSeen(
            at=self.at,
            dialed=dialed,
            callers=standing - dialed,
            bridges=frozenset(call for what, _, call in heard if what == "bridge"),
        )
        self._happen(look)
        self._happen(look)
        assert standing <= set(self.legs)

    # what must hold -------------------------------------------------------------------------

    @invariant()
    def no_call_is_lost_and_every_end_is_one(self) -> None:
        standing = set(self.state.calls)
        assert standing.isdisjoint(self.ended)
        assert standing | set(self.ended) == self.arrived
        assert set(self.ended.values()) <= {1}

    @invariant()
    def no_agent_is_in_two_calls(self) -> None:
        calls = self.state.calls.values()
        served = Counter(call.offer.agent for call in calls if call.offer)
        served += Counter(one.agent for call in calls for one in call.members if one.agent)
        assert set(served.values()) <= {1}
        for agent in self.state.agents.values():
            call = self.state.calls.get(agent.call or "")
            busy = agent.presence in (AgentState.RINGING, AgentState.TALKING)
            assert busy == (call is not None)
            assert (agent.call is None) == (call is None)
            rings = {} if call is None else agents_in(call)
            assert call is None or rings[agent.id] == (agent.presence is AgentState.RINGING)

    @invariant()
    def nobody_waits_while_an_agent_is_free(self) -> None:
        turn = Turn(self.state, self.at)
        free = [agent for agent in self.state.agents.values() if agent.available]
        for call in self.state.line():
            if wants_agent(turn, call):
                assert not any(may_be_offered(turn, call, agent) for agent in free)

    @invariant()
    def a_place_that_is_kept_has_no_channel_and_an_end_to_its_tries(self) -> None:
        for call in self.state.calls.values():
            assert call.tries <= self.state.rules.retries
            if call.phase is Phase.CALLBACK_HOLD:
                assert call.call_back
                assert call.offer is None
                assert call.id not in self.legs.values()

    @invariant()
    def the_work_after_a_call_ends(self) -> None:
        ends = [fired.timer for _, fired in self.timers]
        for agent in self.state.agents.values():
            if agent.presence is AgentState.WRAP_UP:
                assert WrapUpTimer(agent.id, agent.until) in ends

    @invariant()
    def a_caller_is_kept_for_one_agent_and_not_for_ever(self) -> None:
        ends = [fired.timer for _, fired in self.timers]
        for call in self.state.calls.values():
            if call.phase is Phase.RETURNING:
                agent = self.state.agents[call.preferred or 0]
                assert (agent.presence, agent.reason) == (AgentState.PAUSED, RETURNING)
                assert not agent.reachable
                assert ReturnTimer(call.id, call.preferred_until) in ends

    @invariant()
    def no_caller_hears_silence(self) -> None:
        for call in self.state.calls.values():
            if call.phase is Phase.MENU:
                assert self.hears.get(call.channel, "").startswith("speech") or self._goes_on(call)
            elif call.phase in (*KEPT, Phase.LEAVING, Phase.SURVEY):
                assert self.hears[call.channel].startswith(("speech", "music"))
            elif call.phase in TALKS and call.held:
                assert self.hears[call.channel] == "music"
            elif call.phase in TALKS:
                assert self.hears[call.channel] == f"bridge {call.id}"

    @invariant()
    def nobody_in_a_talk_is_left_alone(self) -> None:
        """A citizen in the talk has somebody there; who waits for an answer, somebody to come."""
        for call in self.state.calls.values():
            room = [leg for leg, heard in self.hears.items() if heard == f"bridge {call.id}"]
            if call.phase in TALKS and not call.held:
                assert len(room) > 1
            elif call.phase is Phase.OUTSIDE:
                assert call.awaited or any(
                    member.role is LegRole.CONFERENCE for member in call.members
                )

    @invariant()
    def a_talk_is_recorded_and_only_the_talk(self) -> None:
        for call in self.state.calls.values():
            if call.recording is Recording.FAILED:
                continue
            if call.phase is Phase.TALKING and call.recorded:
                quiet = call.held or call.recording_paused
                assert self.recorder[call.channel] == ("silence" if quiet else "sound")
            else:
                assert self.recorder.get(call.channel) in (None, "silence")
            assert call.recorded or call.channel not in self.recorder

    @invariant()
    def no_leg_stays_behind(self) -> None:
        for leg, call in self.legs.items():
            assert leg in legs(self.state.calls[call]), "a leg that its call does not know"


def _failure(leg: str, call: str, line: str) -> ev.Event:
    """Say that a leg that was dialed is gone by the fault of its line."""
    if leg.startswith("member-"):
        why = LegResult.UNREACHABLE
        return ev.MemberNotReached(at=0, member=leg, reason=why, line=line)
    why_not = CallOutcome.FAILED
    return ev.CitizenNotReached(at=0, call=call, channel=leg, outcome=why_not, line=line)


def _as_recorded(call: Call) -> Call:
    """Forget what only memory holds: the record knows no speeches and no last sentences."""
    if call.leaving is Leaving.CALL_BACK:
        rests = {"phase": Phase.CALLBACK_HOLD, "channel": citizen_leg(call.id), "speech": None}
        return replace(call, speeches=0, **rests) if call.phase is Phase.LEAVING else call
    return replace(call, speeches=0)
