"""Facts of the switchboard become rows and events. Written twice, a fact counts once.

Each writer compares and sets, and records its event only if a row changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction

from alo153.accounts.models import User
from alo153.calls.call_words import CallOutcome, LegResult, LegRole
from alo153.calls.events import measures, members, way
from alo153.calls.events import supervision as supervising
from alo153.calls.models import Call, GuestPhone
from alo153.calls.numbers.callers import written
from alo153.citizens.channel import Channel
from alo153.contacts import actions as contacts
from alo153.contacts.actions.gathering import Contacts
from alo153.contacts.models import Direction as ContactDirection
from alo153.contacts.models import Disposition
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD
from alo153.core.batch import batch
from alo153.switchboard.acd.supervision import facts as supervision
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.nodes import records as nodes
from alo153.switchboard.record import (
    agents,
    commands,
    consent,
    legs,
    menu,
    monitoring,
    prompt_takes,
    queueing,
    recordings,
    voice_messages,
)
from alo153.switchboard.record import calls as rows
from alo153.switchboard.record import instants as when
from alo153.switchboard.record.telling import instant, tell, tell_leg

_ASK_THE_TABLES = (
    facts.MessageLeft,
    supervision.MonitoringBegan,
    supervision.MonitoringEnded,
    supervision.CallTakenOver,
)
"""Rare facts, whose writers ask and change the tables themselves."""
_AboutStanding = facts.AgentChanged | facts.CallOffered
CALLED_LENGTH = 40
"""Letters of a provider's value that are stored."""
DISPOSITIONS = {
    CallOutcome.ABANDONED: Disposition.ABANDONED,
    CallOutcome.SELF_SERVED: Disposition.SELF_SERVED,
}
"""The outcomes that set a disposition by themselves; after a talk the agent sets it."""


def write(fact: facts.Fact) -> None:
    """Write one fact with its event and tell the pages that watch; harmless when repeated."""
    write_all([fact])


@transaction.atomic
def write_all(told: Sequence[facts.Fact]) -> None:
    """Write facts in their order, all or none.

    What they are about is read once and written once, so that a hundred facts cost little more
    than one; their events and hints take one query each.
    """
    about = facts.CallFact | facts.AgentChanged
    calls = {fact.call for fact in told if isinstance(fact, about) and fact.call}
    standing = {fact.agent for fact in told if isinstance(fact, _AboutStanding)}
    begun = sum(isinstance(fact, facts.CallEntered) for fact in told)
    with batch() as work:
        work.take(recordings.Ended(), agents.Agents(standing), rows.Book(calls), Contacts(begun))
        for fact in told:
            if isinstance(fact, _ASK_THE_TABLES):
                rows.write_through()
            WRITERS[type(fact)](fact)


def _entered(fact: facts.CallEntered) -> None:
    if rows.exists(fact.call):
        return
    agent = None if fact.agent is None else User.objects.get(pk=fact.agent)
    number = written(fact.number)
    interaction = contacts.start_interaction(
        channel=Channel.PHONE,
        direction=ContactDirection(fact.direction.value),
        address=number,
        agent=agent,
        by=SWITCHBOARD,
        at=instant(fact.at),
    )
    guest = GuestPhone.objects.filter(pk=fact.guest).first() if fact.guest else None
    call = Call(
        id=fact.call,
        channel=fact.channel,
        direction=fact.direction.value,
        number=number,
        called=fact.called[:CALLED_LENGTH],
        public_number=fact.public_number,
        queue=fact.queue,
        video=fact.video,
        guest=guest,
        video_recorded=fact.video and guest is not None and guest.allows_video,
        recorded=fact.recorded and not fact.video,
        entered_at=instant(fact.at),
        agent=agent,
        interaction=interaction,
        reference=fact.reference,
        node=settings.NODE,
    )
    what = way.CallEntered(direction=fact.direction.value, public_number=fact.public_number)
    tell(what, rows.book().begin(call), fact)


def _answered(fact: facts.CallAnswered) -> None:
    if not legs.answered(fact, instant(fact.at)):
        return
    waited = round(fact.waited_seconds, 3)
    rows.change(fact.call, when.not_answered, answered_at=instant(fact.at), waited_seconds=waited)
    hold = _on_hold_again(fact) if fact.on_hold else _off_hold(fact)
    rows.change(fact.call, when.stands, agent_id=fact.agent, requeued_at=None, **hold)
    call = rows.call_of(fact.call)
    _served_by(call, fact)
    tell(way.CallAnswered(agent=fact.agent, waited_seconds=round(waited, 1)), call, fact)


def _served_by(
    call: Call, fact: facts.CallAnswered | facts.CallTaken | supervision.CallTakenOver
) -> None:
    """Write on the interaction who serves the citizen now."""
    agent = User(pk=fact.agent)  # the key is all that is written
    contact = call.interaction
    say = contacts.hand_over_interaction if contact.answered_at else contacts.answer_interaction
    say(interaction=contact, agent=agent, queue=call.queue, by=SWITCHBOARD, at=instant(fact.at))


def _talk_ended(fact: facts.TalkEnded) -> None:
    if rows.change(fact.call, when.not_parted, parted_at=instant(fact.at), **_off_hold(fact)):
        legs.left(fact.call, fact.leg, instant(fact.at), LegResult.LEFT)
        tell(way.CallTalkEnded(), rows.call_of(fact.call), fact)


def _rated(fact: facts.CallRated) -> None:
    call = rows.call_of(fact.call)
    if call.interaction.rating is None:
        contacts.rate_interaction(
            interaction=call.interaction, rating=fact.score, by=SWITCHBOARD, at=instant(fact.at)
        )


def _held(fact: facts.CallHeld) -> None:
    if rows.change_once(way.CallHeld, fact, when.not_held, held_at=instant(fact.at)):
        tell(way.CallHeld(agent=fact.agent), rows.call_of(fact.call), fact)


def _resumed(fact: facts.CallResumed) -> None:
    if rows.change_once(way.CallResumed, fact, when.is_held, **_off_hold(fact)):
        tell(way.CallResumed(agent=fact.agent), rows.call_of(fact.call), fact)


def _off_hold(fact: facts.CallFact | supervision.CallTakenOver) -> dict[str, Any]:
    """Return the columns of a call whose citizen is not on hold any more, if they were.

    A hold whose agent was lost and did not return ended when the call went back to the line.
    """
    call = rows.book().calls.get(fact.call)
    if call is None or call.held_at is None:
        return {}
    seconds = measures.held_seconds(call, call.requeued_at or instant(fact.at))
    return {"held_at": None, "held_seconds": round(seconds, 3)}


def _on_hold_again(fact: facts.CallAnswered) -> dict[str, Any]:
    """Return the columns of a call whose agent returned: without an agent nobody held it.

    The hold shows its first instant, and is shorter by the time of the return.
    """
    call = rows.book().calls.get(fact.call)
    if call is None or call.held_at is None or call.requeued_at is None:
        return {}
    alone = (instant(fact.at) - call.requeued_at).total_seconds()
    return {"held_seconds": round(call.held_seconds - alone, 3)}


def _requeued(fact: facts.CallRequeued) -> None:
    call = rows.call_of(fact.call)
    at = instant(fact.at)
    place = {"queue": fact.queue, "priority": fact.priority, "queued_at": call.queued_at or at}
    hold = {} if fact.on_hold else _off_hold(fact)
    if rows.change_once(way.CallRequeued, fact, when.not_requeued, requeued_at=at, **hold, **place):
        what = way.CallRequeued(agent=call.agent_id, queue=fact.queue, reason=fact.reason)
        tell(what, call, fact)


def _transferred(fact: facts.CallTransferred) -> None:
    call = rows.call_of(fact.call)
    if not events.is_recorded(way.CallTransferred, subject=call, at=instant(fact.at)):
        what = way.CallTransferred(
            agent=fact.agent, to_agent=fact.to_agent, queue=fact.queue, outside=bool(fact.number)
        )
        tell(what, call, fact)


def _member_invited(fact: facts.MemberInvited) -> None:
    if legs.invited(fact, instant(fact.at)):
        what = members.CallMemberInvited(
            member=fact.member, kind=fact.kind.value, role=fact.role.value, asked=fact.agent
        )
        tell_leg(what, fact)


def _member_joined(fact: facts.MemberJoined) -> None:
    if legs.joined(fact.call, fact.member, instant(fact.at)):
        tell_leg(members.CallMemberJoined(member=fact.member), fact)


def _member_changed(fact: facts.MemberChanged) -> None:
    if legs.changed(fact.call, fact.member, fact.role):
        tell_leg(members.CallMemberChanged(member=fact.member, role=fact.role.value), fact)


def _member_left(fact: facts.MemberLeft) -> None:
    if legs.left(fact.call, fact.member, instant(fact.at), fact.result):
        tell_leg(members.CallMemberLeft(member=fact.member, result=fact.result), fact)


def _taken(fact: facts.CallTaken) -> None:
    if legs.changed(fact.call, fact.member, LegRole.AGENT):
        rows.change(fact.call, when.stands, agent_id=fact.agent)
        _served_by(rows.call_of(fact.call), fact)
        tell_leg(members.CallTaken(member=fact.member), fact)


def _ended(fact: facts.CallEnded) -> None:
    seconds = when.waited_seconds(rows.call_of(fact.call), fact)
    changed = rows.change(
        fact.call,
        when.stands,
        ended_at=instant(fact.at),
        outcome=fact.outcome.value,
        ended_by=fact.by.value,
        requeued_at=None,
        waited_seconds=round(seconds, 3),
        **_off_hold(fact),
    )
    if not changed:
        return
    legs.call_ended(fact.call, instant(fact.at))
    call = rows.call_of(fact.call)
    contacts.end_interaction(
        interaction=call.interaction,
        disposition=None if call.answered_at else DISPOSITIONS.get(fact.outcome),
        queue=call.queue if call.queued_at else "",
        by=SWITCHBOARD,
        at=instant(fact.at),
    )
    waited = round(seconds, 1)
    if fact.outcome is CallOutcome.ABANDONED:
        tell(way.CallAbandoned(waited_seconds=waited), call, fact)
    recordings.ended(fact.call, instant(fact.at))
    what = way.CallEnded(
        agent=call.agent_id,
        outcome=fact.outcome.value,
        ended_by=fact.by.value,
        direction=call.direction,
        waited_seconds=waited,
        reference=call.reference,
        **measures.of_ended(call, legs.of_call(fact.call)),
    )
    tell(what, call, fact)


def _taken_over(fact: supervision.CallTakenOver) -> None:
    if monitoring.taken_over(fact, instant(fact.at)):
        rows.change(fact.call, when.stands, agent_id=fact.agent, **_off_hold(fact))
        call = rows.call_of(fact.call)
        _served_by(call, fact)
        tell(supervising.CallTakenOver(agent=fact.agent, before=fact.before), call, fact)
        live.publish(f"agent:{fact.before}")


WRITERS: Mapping[type[facts.Fact], Callable[[Any], None]] = {
    facts.CallEntered: _entered,
    facts.RecordingRefused: consent.refused,
    facts.RecordingNoticeMissed: consent.notice_missed,
    facts.CallAnswered: _answered,
    facts.TalkEnded: _talk_ended,
    facts.CallRated: _rated,
    facts.CallHeld: _held,
    facts.CallResumed: _resumed,
    facts.CallRequeued: _requeued,
    facts.CallTransferred: _transferred,
    facts.MemberInvited: _member_invited,
    facts.MemberJoined: _member_joined,
    facts.MemberChanged: _member_changed,
    facts.MemberLeft: _member_left,
    facts.CallTaken: _taken,
    facts.CallEnded: _ended,
    **queueing.WRITERS,
    **menu.WRITERS,
    **voice_messages.WRITERS,
    facts.AgentChanged: agents.agent_changed,
    facts.CommandDone: commands.done,
    **recordings.WRITERS,
    **nodes.WRITERS,
    supervision.CallTakenOver: _taken_over,
    **monitoring.WRITERS,
    **prompt_takes.WRITERS,
    supervision.AgentSet: agents.agent_set,
}
