"""Any order of events keeps the promises while supervisors listen and guests sit beside them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from tests.switchboard.acd.any_order.any_calls import Telephone
from tests.switchboard.acd.any_order.pretended_company import AGENTS, PICK

from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.switchboard.acd.state.monitors import SUPERVISOR_LEG, Monitor, supervisor_leg
from alo153.switchboard.acd.state.state import Phase
from alo153.switchboard.acd.supervision import commands as order
from alo153.switchboard.acd.supervision import events as ask
from alo153.switchboard.acd.supervision import facts as told
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev

MONITOR_COMMANDS = (
    order.RingSupervisor,
    order.StartMonitoring,
    order.StopMonitoring,
    order.BargeIn,
    order.StepOut,
    order.RemoveMonitor,
)


class SupervisedTelephone(Telephone):
    """The pretended Asterisk with snoop channels, and supervisors who do anything at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: dict[str, str] = {}
        self.monitor_bridges: set[str] = set()

    # what happens ---------------------------------------------------------------------------

    @rule(agent=AGENTS)
    def a_call_is_talked_on(self, agent: int) -> None:
        """Come where the other rules seldom come by chance."""
        self.an_agent_is_there(agent, {})
        self.a_call_arrives()
        self.a_speech_ends(0)
        self._all_answer("offer-")

    @rule(supervisor=AGENTS, mode=st.sampled_from(MonitoringMode), pick=PICK)
    def a_supervisor_hears(self, supervisor: int, mode: MonitoringMode, pick: int) -> None:
        calls = [call for call in self.state.calls.values() if call.phase is Phase.TALKING]
        talks = [call.offer.agent for call in calls if call.offer]
        if talks:
            self.a_supervisor_asks(supervisor, talks[pick % len(talks)], mode)
            self._all_answer(SUPERVISOR_LEG)

    @rule(supervisor=AGENTS, agent=AGENTS, mode=st.sampled_from(MonitoringMode))
    def a_supervisor_asks(self, supervisor: int, agent: int, mode: MonitoringMode) -> None:
        monitor = self._number("monitor")
        self._happen(
            ask.Supervise(
                at=self.at,
                monitor=monitor,
                supervisor=supervisor,
                agent=agent,
                mode=mode,
                command=1,
            )
        )

    @rule(supervisor=AGENTS, what=st.sampled_from([ask.TakeOver, ask.StopSupervising]))
    def a_supervisor_presses_a_button(
        self, supervisor: int, what: type[ask.TakeOver | ask.StopSupervising]
    ) -> None:
        self._happen(what(at=self.at, supervisor=supervisor, command=1))

    @rule(guest=AGENTS, mentor=AGENTS)
    def a_guest_takes_a_seat(self, guest: int, mentor: int) -> None:
        self._happen(ask.SeatOpened(at=self.at, seat=guest, guest=guest, mentor=mentor))

    @rule(guest=AGENTS)
    def a_seat_ends(self, guest: int) -> None:
        self._happen(ask.SeatEnded(at=self.at, guest=guest))

    # what must hold -------------------------------------------------------------------------

    @invariant()
    def no_leg_stays_behind(self) -> None:
        taken_over = {call.offer.id for call in self.state.calls.values() if call.offer}
        for leg, call in self.legs.items():
            known = call in self.state.calls or call in self.state.monitors
            assert known or leg in taken_over
        assert self.monitor_bridges <= set(self.state.monitors)

    @invariant()
    def who_listens_hears_one_talk_and_is_in_none(self) -> None:
        listening = Counter(monitor.supervisor for monitor in self.state.monitors.values())
        assert set(listening.values()) <= {1}
        for agent in self.state.agents.values():
            assert (agent.presence is AgentState.SUPERVISING) == (agent.id in listening)
        for monitor in self.state.monitors.values():
            call = self.state.calls.get(monitor.call or "")
            assert (monitor.call is None) == (call is None)
            assert call is None or (call.phase is Phase.TALKING and monitor.leg in self.up)
            assert monitor.stays or not monitor.up or call is not None
            assert self.heard.get(monitor.id) == _sound(monitor)

    @invariant()
    def no_call_is_offered_to_a_guest_who_is_alone(self) -> None:
        for seat in self.state.seats.values():
            beside = [e for e in self.state.monitors.values() if e.agent == seat.guest and e.stays]
            assert (
                any(monitor.up for monitor in beside) or not self.state.agents[seat.guest].available
            )

    # the pretended Asterisk -----------------------------------------------------------------

    def _obey(self, command: do.Command) -> None:
        match command:
            case do.Record(fact=told.CallTakenOver(call=call, offer=leg)):
                self._into_the_bridge(call, leg)
            case do.HangUp() if command.channel.startswith("snoop-"):
                self._nobody_hears(command.channel)
            case do.CallCommand() if isinstance(command, MONITOR_COMMANDS):
                self._listen(command)
            case do.RemoveBridge():
                self._nobody_hears(f"call {command.call}")
                super()._obey(command)
            case _:
                super()._obey(command)

    def _listen(self, command: do.CallCommand) -> None:
        """Note what a monitor hears: a snoop's name, or the talk it has barged into."""
        match command:
            case order.RingSupervisor():
                self._new_leg(supervisor_leg(command.call), command.call)
            case order.StartMonitoring():
                assert command.channel in self.up
                self.monitor_bridges.add(command.call)
                self.heard[command.call] = command.snoop
            case order.BargeIn():
                assert command.into in self.state.calls
                self.heard[command.call] = f"call {command.into}"
            case order.RemoveMonitor():
                self.monitor_bridges.discard(command.call)
                self.heard.pop(command.call, None)
            case _:
                self.heard.pop(command.call, None)

    def _nobody_hears(self, sound: str) -> None:
        self.heard = {monitor: heard for monitor, heard in self.heard.items() if heard != sound}

    def _all_answer(self, prefix: str) -> None:
        for leg in sorted(set(self.legs) - self.up):
            if leg.startswith(prefix):
                self._answer(leg)

    def _answer(self, leg: str) -> None:
        if not leg.startswith(SUPERVISOR_LEG):
            super()._answer(leg)
            return
        self.up.add(leg)
        self._happen(ask.MonitorAnswered(at=self.at, monitor=leg.removeprefix(SUPERVISOR_LEG)))

    def _leg_ends(self, leg: str, *, lost: bool = False) -> None:
        if not leg.startswith(SUPERVISOR_LEG):
            super()._leg_ends(leg, lost=lost)
            return
        was_up = leg in self.up
        self._forget(leg)
        if lost and was_up:
            self._happen(ev.LegLost(at=self.at, leg=leg))
        self._happen(ask.MonitorGone(at=self.at, monitor=leg.removeprefix(SUPERVISOR_LEG)))

    def _reconciled(self, registered: set[int]) -> ev.Reconciled:
        event = super()._reconciled(registered)
        snoops = [ev.Leg(id=s, up=True) for s in self.heard.values() if s.startswith("snoop-")]
        return replace(
            event,
            legs=(*event.legs, *snoops),
            monitors=tuple(self.state.monitors.values()),
            monitor_bridges=tuple(self.monitor_bridges),
            seats=tuple(self.state.seats.values()),
        )


def _sound(monitor: Monitor) -> str | None:
    if monitor.call is None:
        return None
    return f"call {monitor.call}" if monitor.mode is MonitoringMode.BARGE else monitor.snoop


SupervisedTelephone.TestCase.settings = settings(
    max_examples=100, stateful_step_count=50, deadline=None
)
TestWhoeverListens = SupervisedTelephone.TestCase
