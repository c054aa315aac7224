"""After a start: compare the record with Asterisk, and continue or end every call.

Asterisk holds the present state, the record the history. The ids that we chose identify the legs.
Running it twice does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from alo153.calls.call_words import (
    AgentState,
    CallDirection,
    CallOutcome,
    CallParty,
    OfferResult,
)
from alo153.switchboard.acd.agents.engaged import engaged
from alo153.switchboard.acd.callers import survey
from alo153.switchboard.acd.callers.arrivals import arrived
from alo153.switchboard.acd.callers.inbound import enqueue
from alo153.switchboard.acd.callers.list_outcome import outcome
from alo153.switchboard.acd.callers.menu import without_unheard_consent
from alo153.switchboard.acd.members.members import carry_on, without_agent
from alo153.switchboard.acd.members.returning import lose, to_line
from alo153.switchboard.acd.offering import listed, silence
from alo153.switchboard.acd.offering.offers import answered
from alo153.switchboard.acd.offering.outbound import citizen_answered
from alo153.switchboard.acd.recording import rules as recording
from alo153.switchboard.acd.recovery import ends
from alo153.switchboard.acd.recovery.members import Legs, resume_member, take_in
from alo153.switchboard.acd.sharing import remote
from alo153.switchboard.acd.state.leg_ids import (
    CITIZEN_LEG,
    OUR_LEGS,
    agent_leg,
    call_of_leg,
    dial_of_leg,
)
from alo153.switchboard.acd.state.monitors import SNOOP, SUPERVISOR_LEG
from alo153.switchboard.acd.state.state import Agent, Call, MemberState, Offer, Phase
from alo153.switchboard.acd.supervision import recovery as supervision
from alo153.switchboard.acd.turn.commands import (
    FindCaller,
    HangUp,
    Hold,
    JoinTalk,
    RemoveBridge,
    StartMusic,
)
from alo153.switchboard.acd.turn.events import (
    AgentEngaged,
    CallArrived,
    CitizenAnswered,
    Leg,
    OfferAnswered,
    Reconciled,
)
from alo153.switchboard.acd.turn.timers import CitizenTimer, PositionTimer, RingTimer, WrapUpTimer
from alo153.switchboard.acd.turn.turn import RETURNING, TALKS, Turn, agents_in, legs
from alo153.switchboard.acd.waiting.callback_hold import hold_place, missed
from alo153.switchboard.acd.waiting.goodbye import end_goodbye, say_goodbye
from alo153.switchboard.acd.waiting.queueing import watch

NOT_CALLERS = (*OUR_LEGS, SUPERVISOR_LEG, SNOOP)


def reconciled(turn: Turn, event: Reconciled) -> None:
    """Continue every call in its state; end calls whose citizen or agent has left."""
    live = {leg.id: leg for leg in event.legs}
    calls = silence.heard(_as_dialed(event.calls, live), live)
    event = replace(event, calls=tuple(calls))
    turn.calls = {call.id: call for call in calls}
    turn.agents = {agent.id: agent for agent in event.agents}
    remote.start_anew(turn)
    turn.paces = dict(event.paces)
    turn.strangers = frozenset()
    for agent in event.agents:
        _hear_of(turn, agent, event.registered)
        engaged(turn, AgentEngaged(at=turn.at, agent=agent.id, engaged=agent.id in event.engaged))
    turn.gone = {leg for call in event.calls for leg in legs(call)} - set(live)
    for call in calls:
        _resume(turn, _occupy(turn, call), live, event)
    _settle_agents(turn)
    supervision.recover(turn, event)
    _remove_orphans(turn, event)
    _welcome_unknown(turn, event)
    recording.joined(turn, event)


def _as_dialed(calls: Iterable[Call], live: Legs) -> list[Call]:
    """Know a called citizen's leg by the newest there is: the record has the first one only."""
    dialed: dict[str, str] = {}
    for leg in sorted((leg for leg in live if leg.startswith(CITIZEN_LEG)), key=dial_of_leg):
        dialed[call_of_leg(leg)] = leg
    return [_dialed_by(call, dialed.get(call.id, "")) for call in calls]


def _dialed_by(call: Call, leg: str) -> Call:
    if not leg or dial_of_leg(leg) < call.dials or not call.channel.startswith(CITIZEN_LEG):
        return call
    return replace(call, channel=leg, dials=dial_of_leg(leg))


def _hear_of(turn: Turn, agent: Agent, registered: frozenset[int]) -> None:
    """Note whether a telephone is registered; a call that rang at it is settled separately."""
    there = agent.id in registered
    if agent.reachable != there and not agent.home:
        idle_since = turn.at if there else agent.idle_since
        turn.store(replace(agent, reachable=there, idle_since=idle_since))


def _occupy(turn: Turn, call: Call) -> Call:
    """Tie the agents of a call to it, whatever the record last said of them."""
    for number, rings in agents_in(call).items():
        agent = turn.agent(number)
        presence = AgentState.RINGING if rings else AgentState.TALKING
        if (agent.presence, agent.call) != (presence, call.id):
            turn.set_agent(agent, presence, call=call.id)
    return call


def _resume(turn: Turn, call: Call, live: Legs, event: Reconciled) -> None:
    match call.phase:
        case Phase.CALLING_CITIZEN | Phase.MENU if call.menu_start:
            _resume_list_call(turn, call, live)
        case Phase.TALKING | Phase.OUTSIDE:
            _resume_talk(turn, call, live, event)
        case Phase.CALLING_AGENT | Phase.CALLING_CITIZEN:
            _resume_call_back(turn, call, live)
        case Phase.CALLBACK_HOLD:
            hold_place(turn, call)
        case Phase.SURVEY:
            survey.end(turn, call)
        case Phase.LEAVING:
            _resume_goodbye(turn, call, live)
        case _ if call.channel not in live:
            ends.finish(turn, call, CallOutcome.ABANDONED, event)
        case Phase.RETURNING:
            _resume_wait(turn, to_line(turn, call), live)
        case _:
            _resume_wait(turn, call, live)


def _resume_talk(turn: Turn, call: Call, live: Legs, event: Reconciled) -> None:
    if call.channel not in live:
        ends.finish(turn, call, CallOutcome.ANSWERED, event)
        return
    call = take_in(turn, turn.change(call, awaited=()), live)
    for member in call.members:
        resume_member(turn, call.id, member, live)
    left = turn.calls.get(call.id)
    if left is not None and left.offer is not None and _agent_leg(left, live) is None:
        _resume_without_leg(turn, left, event)
    elif left is not None and left.phase is Phase.OUTSIDE and not (left.members or left.awaited):
        carry_on(turn, left)
    left = turn.calls.get(call.id)
    if left is not None and left.phase in TALKS:
        _rejoin(turn, left, live)


def _resume_without_leg(turn: Turn, call: Call, event: Reconciled) -> None:
    """End a talk whose agent hung up, as far as it is theirs to end; else wait for the agent.

    A hang-up in a consultation ends nothing for the citizen.
    """
    hung_up = ends.hang_up_of(call, event)
    if hung_up is not None and not (call.consulted or call.partners):
        ends.end_as_asked(turn, call, hung_up)
        return
    ends.agent_left(turn, call, event)
    if hung_up is None or call.consulted:
        lose(turn, call)
    else:
        without_agent(turn, call)


def _rejoin(turn: Turn, call: Call, live: Legs) -> None:
    """Bring those into the bridge who should be in it, and the one out who should hear music."""
    talking = [member.id for member in call.members if member.state is MemberState.TALKING]
    agents = [agent_leg(call.offer.id)] if call.offer else []
    if call.held and live[call.channel].bridged:
        turn.do(Hold(call=call.id, channel=call.channel))
    for leg in [*agents, *talking, *([] if call.held else [call.channel])]:
        if not live[leg].bridged:
            turn.do(JoinTalk(call=call.id, channel=leg, video=call.video))


def _resume_call_back(turn: Turn, call: Call, live: Legs) -> None:
    if _agent_leg(call, live) is None:
        _resume_without_agent(turn, call)
    elif call.phase is Phase.CALLING_AGENT and call.offer is not None:
        _resume_offer(turn, call, call.offer, live)
    elif call.channel not in live:
        missed(turn, call, CallOutcome.NO_ANSWER, CallParty.CITIZEN)
    elif live[call.channel].up:
        answer = CitizenAnswered(at=turn.at, call=call.id, channel=call.channel)
        citizen_answered(turn, answer)
    else:
        turn.timer(turn.rules.citizen_ring, CitizenTimer(call.channel))


def _resume_list_call(turn: Turn, call: Call, live: Legs) -> None:
    """Repeat the list's announcement to a citizen on the line; end the call of one who hung up."""
    leg = live.get(call.channel)
    call = turn.change(call, speech=None, speeches=max(call.speeches, int(turn.at)))
    if leg is None and call.phase is Phase.CALLING_CITIZEN:
        turn.finish(call, CallOutcome.NO_ANSWER, CallParty.CITIZEN)
    elif leg is None:
        turn.finish(call, outcome(turn.rules.menu, call), CallParty.CITIZEN)
    elif leg.up:
        listed.picked_up(turn, call)
    else:
        turn.timer(turn.rules.citizen_ring, CitizenTimer(call.channel))


def _resume_without_agent(turn: Turn, call: Call) -> None:
    """End a call-back; a place that is kept waits on, for another agent or for another try."""
    if call.phase is Phase.CALLING_CITIZEN or call.offer is None:
        missed(turn, call, CallOutcome.CANCELED, CallParty.AGENT)
    elif call.place_kept_at is None:
        turn.finish(call, CallOutcome.CANCELED, CallParty.AGENT)
    else:
        agent = turn.agent(call.offer.agent)
        hold_place(turn, turn.end_offer(call, OfferResult.WITHDRAWN))
        turn.free(agent)


def _resume_goodbye(turn: Turn, call: Call, live: Legs) -> None:
    call = turn.change(call, speech=None, speeches=max(call.speeches, int(turn.at)))
    if call.leaving is None or call.channel not in live:
        end_goodbye(turn, call, gone=call.channel)
    else:
        say_goodbye(turn, call, call.leaving)


def _resume_wait(turn: Turn, call: Call, live: Legs) -> None:
    if call.offer is not None:
        call = _resume_offer(turn, call, call.offer, live)
    if call.phase is Phase.TALKING:
        return
    call = turn.change(call, speech=None, speeches=max(call.speeches, int(turn.at)))
    _ask_who_calls(turn, call, live)
    if call.queued_at is None:
        enqueue(turn, without_unheard_consent(turn, call))
        return
    watch(turn, call)
    turn.do(StartMusic(call=call.id, channel=call.channel))
    turn.timer(turn.rules.position_every, PositionTimer(call.id, call.speeches))


def _ask_who_calls(turn: Turn, call: Call, live: Legs) -> None:
    """Look a waiting caller up again: the record does not say where they may be called."""
    if call.answered_at is None and call.direction is CallDirection.IN:
        proved = live[call.channel].proved
        turn.commands.append(FindCaller(call=call.id, number=call.number, proved=proved))


def _resume_offer(turn: Turn, call: Call, offer: Offer, live: Legs) -> Call:
    """Keep ringing, connect an agent who has picked up, or withdraw a lost offer."""
    leg = live.get(agent_leg(offer.id))
    if leg is None:
        call = turn.end_offer(call, OfferResult.WITHDRAWN)
        turn.free(turn.agent(offer.agent))
    elif leg.up:
        answered(turn, OfferAnswered(at=turn.at, offer=offer.id))
        call = turn.calls[call.id]
    else:
        left = offer.at + turn.rules.ring - turn.at
        turn.timer(max(0.0, left), RingTimer(offer.id))
    return call


def _agent_leg(call: Call, live: Legs) -> Leg | None:
    return live.get(agent_leg(call.offer.id)) if call.offer else None


def _settle_agents(turn: Turn) -> None:
    """Free agents whose call is not there any more, and limit the work after a call again."""
    for agent in list(turn.agents.values()):
        if agent.home and agent.call is None:
            del turn.agents[agent.id]
        elif agent.presence is AgentState.WRAP_UP:
            turn.timer(max(0.0, agent.until - turn.at), WrapUpTimer(agent.id, agent.until))
        elif agent.presence is AgentState.PAUSED and agent.reason == RETURNING:
            _settle_awaited(turn, agent)
        elif agent.presence in (AgentState.RINGING, AgentState.TALKING):
            call = turn.calls.get(agent.call or "")
            if call is not None and agent.id in agents_in(call):
                continue
            freed = turn.free if agent.presence is AgentState.RINGING else turn.wrap_up
            freed(replace(agent, call=None))


def _settle_awaited(turn: Turn, agent: Agent) -> None:
    """Free an agent whose caller went to the line, unless one was lost only now."""
    calls = turn.calls.values()
    kept = [call.preferred for call in calls if call.phase is Phase.RETURNING]
    kept += [one.agent for call in calls for one in call.awaited]
    if agent.id not in kept:
        turn.free(agent)


def _remove_orphans(turn: Turn, event: Reconciled) -> None:
    """Take away legs and bridges of ours that belong to no call any more."""
    standing = {leg for call in turn.calls.values() for leg in legs(call)}
    ended = {leg for call in event.calls for leg in legs(call)}
    for leg in event.legs:
        if leg.id.startswith(OUR_LEGS) and leg.id not in standing | ended:
            turn.do(HangUp(call=call_of_leg(leg.id), channel=leg.id))
    talking = {call.id for call in turn.calls.values() if call.phase in TALKS}
    ended_calls = {call.id for call in event.calls} - set(turn.calls)
    for call_id in event.bridges:
        if call_id not in talking | ended_calls:
            turn.do(RemoveBridge(call=call_id))


def _welcome_unknown(turn: Turn, event: Reconciled) -> None:
    """Greet callers who came in while nobody wrote them down; let those go who hung on after
    their place was kept.
    """
    known = {call.channel for call in event.calls}
    for leg in event.legs:
        if leg.id in known or leg.id.startswith(NOT_CALLERS):
            continue
        if leg.call in turn.calls:
            turn.do(HangUp(call=leg.call, channel=leg.id))
            continue
        arrival = CallArrived(
            at=turn.at,
            call=leg.call,
            channel=leg.id,
            number=leg.number,
            called=leg.called,
            to=leg.to,
            line=leg.line,
            proved=leg.proved,
            guest=leg.guest,
        )
        arrived(turn, arrival)
