"""Facts of the switchboard become rows and events. Written twice, a fact counts once.

Each writer compares and sets, and records its event only if a row changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from alo153.accounts.models import User
from alo153.citizens import actions as citizens
from alo153.citizens.models import Channel, Disposition
from alo153.citizens.models import Direction as ContactDirection
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD
from alo153.switchboard import records_agents, records_messages
from alo153.switchboard import records_calls as rows
from alo153.switchboard import records_legs as legs
from alo153.switchboard import records_listening as listening
from alo153.switchboard.acd import facts
from alo153.switchboard.acd.state import Outcome
from alo153.switchboard.acd.supervision import facts as supervision
from alo153.switchboard.callers import written
from alo153.switchboard.models import (
    Call,
    Command,
    GuestPhone,
    LegResult,
    LegRole,
    Offer,
)
from alo153.switchboard.nodes import records as nodes
from alo153.switchboard.recordings import records as recordings

QUEUE_TOPIC = "queue"
_AboutLeg = (
    facts.MemberInvited
    | facts.MemberJoined
    | facts.MemberChanged
    | facts.MemberLeft
    | facts.CallTaken
)
_AboutStanding = facts.AgentChanged | facts.CallOffered
DISPOSITIONS = {
    Outcome.ABANDONED: Disposition.ABANDONED,
    Outcome.SELF_SERVED: Disposition.SELF_SERVED,
}
"""What a call came to that no agent can say; a talk waits for the agent's word."""


def instant(seconds: float) -> datetime:
    """Turn seconds since the epoch into an instant."""
    return datetime.fromtimestamp(seconds, UTC)


def write(fact: facts.Fact) -> None:
    """Write one fact with its event and tell the pages that watch; harmless when repeated."""
    write_all([fact])


@transaction.atomic
def write_all(batch: Sequence[facts.Fact]) -> None:
    """Write facts in their order, all or none; their events and hints take one query each."""
    agents = {fact.agent for fact in batch if isinstance(fact, _AboutStanding)}
    with live.together(), events.together(), rows.read_once(), records_agents.together(agents):
        for fact in batch:
            WRITERS[type(fact)](fact)


@transaction.atomic
def take_commands(at: datetime) -> list[Command]:
    """Take the commands that wait for this node, oldest first; nobody gets the same one twice."""
    waiting = Command.objects.select_for_update(skip_locked=True).filter(taken_at__isnull=True)
    rows = list(waiting.filter(node=settings.NODE).order_by("id")[:100])
    Command.objects.filter(pk__in=[row.pk for row in rows]).update(taken_at=at)
    return rows


def give_up_commands(at: datetime) -> int:
    """Mark commands that a switchboard took and did not finish before it died."""
    lost = Command.objects.filter(taken_at__isnull=False, done_at__isnull=True)
    return lost.filter(node=settings.NODE).update(done_at=at, error="too_late")


def _entered(fact: facts.CallEntered) -> None:
    if Call.objects.filter(pk=fact.call).exists():
        return
    agent = None if fact.agent is None else User.objects.get(pk=fact.agent)
    number = written(fact.number)
    interaction = citizens.start_interaction(
        channel=Channel.PHONE,
        direction=ContactDirection(fact.direction.value),
        address=number,
        agent=agent,
        by=SWITCHBOARD,
        at=instant(fact.at),
    )
    guest = GuestPhone.objects.filter(pk=fact.guest).first() if fact.guest else None
    call = Call.objects.create(
        id=fact.call,
        channel=fact.channel,
        direction=fact.direction.value,
        number=number,
        called=fact.called,
        video=fact.video,
        guest=guest,
        filmed=fact.video and guest is not None and guest.allows_film,
        recorded=not fact.video,
        entered_at=instant(fact.at),
        agent=agent,
        interaction=interaction,
        reference=fact.reference,
        node=settings.NODE,
    )
    _tell("call.entered", call, fact, direction=fact.direction.value)


def _recording_refused(fact: facts.RecordingRefused) -> None:
    if _set(fact.call, {"recorded": True}, recorded=False):
        _tell("call.recording_refused", rows.call_of(fact.call), fact)


def _language_chosen(fact: facts.LanguageChosen) -> None:
    if rows.change(fact.call, ~Q(language=fact.language), language=fact.language):
        _tell("call.language_chosen", rows.call_of(fact.call), fact, language=fact.language)


def _queued(fact: facts.CallQueued) -> None:
    place = {"queue": fact.queue, "priority": round(fact.priority, 3)}
    if _set(fact.call, {"queued_at__isnull": True}, queued_at=instant(fact.at), **place):
        _tell("call.queued", rows.call_of(fact.call), fact, **place)


def _moved(fact: facts.CallMoved) -> None:
    elsewhere = Q(ended_at__isnull=True) & ~Q(queue=fact.queue)
    if rows.change_once("call.moved", fact, elsewhere, queue=fact.queue):
        what = {"queue": fact.queue, "reason": fact.reason}
        _tell("call.moved", rows.call_of(fact.call), fact, **what)


def _call_back_left(fact: facts.CallBackLeft) -> None:
    kept = {"rested_at": instant(fact.at), "rest_until": instant(fact.rest_until)}
    place = {"queued_at": instant(fact.queued_at), "priority": round(fact.priority, 3)}
    if _set(fact.call, {"rested_at__isnull": True}, queue=fact.queue, **kept, **place):
        _tell("call.call_back_left", rows.call_of(fact.call), fact, queue=fact.queue)


def _missed(fact: facts.CitizenMissed) -> None:
    expected = {"tries__lt": fact.tries, "ended_at__isnull": True}
    until = instant(fact.rest_until)
    if _set(fact.call, expected, tries=fact.tries, rest_until=until):
        how = {"outcome": fact.outcome.value, "tries": fact.tries, "again_at": until.isoformat()}
        _tell("call.not_reached", rows.call_of(fact.call), fact, **how)


def _offered(fact: facts.CallOffered) -> None:
    created = rows.add(
        Offer,
        fact.offer,
        call_id=fact.call,
        agent_id=fact.agent,
        offered_at=instant(fact.at),
        rule=fact.reason,
        idle_seconds=round(fact.idle_seconds, 3),
        rank=fact.rank,
        among=fact.among,
        score=fact.score,
        skill=fact.skill,
        level=fact.level,
    )
    if created:
        records_agents.rings(fact.agent, fact.call)
        why = {"rule": fact.reason, "idle_seconds": round(fact.idle_seconds, 1)}
        place = {"rank": fact.rank, "among": fact.among, "score": fact.score}
        who = {"agent": fact.agent, "offer": fact.offer}
        why |= {"skill": fact.skill, "level": fact.level}
        call = rows.call_of(fact.call)
        _tell("call.offered", call, fact, **who, **why, **place)


def _offer_ended(fact: facts.OfferEnded) -> None:
    rings = Offer.objects.filter(pk=fact.offer, ended_at__isnull=True)
    if rings.update(ended_at=instant(fact.at), result=fact.result):
        what = {"agent": fact.agent, "result": fact.result}
        _tell("call.offer_ended", rows.call_of(fact.call), fact, **what)


def _answered(fact: facts.CallAnswered) -> None:
    if not legs.answered(fact, instant(fact.at)):
        return
    first = {"answered_at__isnull": True, "ended_at__isnull": True}
    waited = round(fact.waited_seconds, 3)
    _set(fact.call, first, answered_at=instant(fact.at), waited_seconds=waited)
    _set(fact.call, {"ended_at__isnull": True}, agent_id=fact.agent, requeued_at=None)
    call = rows.call_of(fact.call)
    _served_by(call, fact)
    _tell("call.answered", call, fact, agent=fact.agent, waited_seconds=round(waited, 1))


def _served_by(
    call: Call, fact: facts.CallAnswered | facts.CallTaken | supervision.CallTakenOver
) -> None:
    """Write on the interaction who serves the citizen now."""
    agent = User(pk=fact.agent)  # the key is all that is written
    contact = call.interaction
    tell = citizens.hand_over_interaction if contact.answered_at else citizens.answer_interaction
    tell(interaction=contact, agent=agent, by=SWITCHBOARD, at=instant(fact.at))


def _talk_ended(fact: facts.TalkEnded) -> None:
    if _set(fact.call, {"parted_at__isnull": True}, parted_at=instant(fact.at), held_at=None):
        legs.left(fact.leg, instant(fact.at), LegResult.LEFT)
        _tell("call.talk_ended", rows.call_of(fact.call), fact)


def _rated(fact: facts.CallRated) -> None:
    call = Call.objects.select_related("interaction").get(pk=fact.call)
    if call.interaction.rating is None:
        citizens.rate_interaction(
            interaction=call.interaction, rating=fact.score, by=SWITCHBOARD, at=instant(fact.at)
        )


def _held(fact: facts.CallHeld) -> None:
    if rows.change_once("call.held", fact, Q(held_at__isnull=True), held_at=instant(fact.at)):
        _tell("call.held", rows.call_of(fact.call), fact, agent=fact.agent)


def _resumed(fact: facts.CallResumed) -> None:
    if rows.change_once("call.resumed", fact, Q(held_at__isnull=False), held_at=None):
        _tell("call.resumed", rows.call_of(fact.call), fact, agent=fact.agent)


def _requeued(fact: facts.CallRequeued) -> None:
    call = rows.call_of(fact.call)
    at, standing = instant(fact.at), Q(requeued_at__isnull=True, ended_at__isnull=True)
    place = {"queue": fact.queue, "priority": fact.priority, "queued_at": call.queued_at or at}
    if rows.change_once("call.requeued", fact, standing, requeued_at=at, held_at=None, **place):
        why = {"queue": fact.queue, "reason": fact.reason}
        _tell("call.requeued", call, fact, agent=call.agent_id, **why)


def _transferred(fact: facts.CallTransferred) -> None:
    call = rows.call_of(fact.call)
    to = {"to_agent": fact.to_agent, "queue": fact.queue, "outside": bool(fact.number)}
    if not events.is_recorded("call.transferred", subject=call, at=instant(fact.at)):
        _tell("call.transferred", call, fact, agent=fact.agent, **to)


def _member_invited(fact: facts.MemberInvited) -> None:
    if legs.invited(fact, instant(fact.at)):
        who = {"kind": fact.kind.value, "role": fact.role.value, "asked": fact.agent}
        _tell_leg("call.member_invited", fact, **who)


def _member_joined(fact: facts.MemberJoined) -> None:
    if legs.joined(fact.member, instant(fact.at)):
        _tell_leg("call.member_joined", fact)


def _member_changed(fact: facts.MemberChanged) -> None:
    if legs.changed(fact.member, LegRole(fact.role.value)):
        _tell_leg("call.member_changed", fact, role=fact.role.value)


def _member_left(fact: facts.MemberLeft) -> None:
    if legs.left(fact.member, instant(fact.at), LegResult(fact.result)):
        _tell_leg("call.member_left", fact, result=fact.result)


def _taken(fact: facts.CallTaken) -> None:
    if legs.changed(fact.member, LegRole.AGENT):
        _set(fact.call, {"ended_at__isnull": True}, agent_id=fact.agent)
        _served_by(Call.objects.select_related("interaction").get(pk=fact.call), fact)
        _tell_leg("call.taken", fact)


def _ended(fact: facts.CallEnded) -> None:
    changed = _set(
        fact.call,
        {"ended_at__isnull": True},
        ended_at=instant(fact.at),
        outcome=fact.outcome.value,
        ended_by=fact.by.value,
        held_at=None,
        requeued_at=None,
        waited_seconds=round(fact.waited_seconds, 3),
    )
    if not changed:
        return
    legs.call_ended(fact.call, instant(fact.at))
    call = Call.objects.select_related("interaction").get(pk=fact.call)
    citizens.end_interaction(
        interaction=call.interaction,
        disposition=DISPOSITIONS.get(fact.outcome),
        by=SWITCHBOARD,
        at=instant(fact.at),
    )
    waited = round(fact.waited_seconds, 1)
    if fact.outcome is Outcome.ABANDONED:
        _tell("call.abandoned", call, fact, waited_seconds=waited)
    how = {"outcome": fact.outcome.value, "ended_by": fact.by.value, "direction": call.direction}
    more = {"waited_seconds": waited, "reference": call.reference}
    recordings.ended(fact.call, instant(fact.at))
    _tell("call.ended", call, fact, agent=call.agent_id, **how, **more)


def _command_done(fact: facts.CommandDone) -> None:
    undone = Command.objects.filter(pk=fact.command, done_at__isnull=True)
    if undone.update(done_at=instant(fact.at), error=fact.error):
        by = Command.objects.values_list("by_id", flat=True).get(pk=fact.command)
        live.publish(*([f"agent:{by}"] if by else []))


def _listening_began(fact: supervision.ListeningBegan) -> None:
    if listening.began(fact, instant(fact.at)):
        who = {"agent": fact.agent, "supervisor": fact.supervisor}
        _tell(listening.EVENTS[fact.mode], rows.call_of(fact.call), fact, **who)
        live.publish(f"agent:{fact.supervisor}")


def _listening_ended(fact: supervision.ListeningEnded) -> None:
    live.publish(QUEUE_TOPIC, *(f"agent:{who}" for who in listening.ended(fact, instant(fact.at))))


def _taken_over(fact: supervision.CallTakenOver) -> None:
    if listening.taken_over(fact, instant(fact.at)):
        _set(fact.call, {"ended_at__isnull": True}, agent_id=fact.agent, held_at=None)
        call = Call.objects.select_related("interaction").get(pk=fact.call)
        _served_by(call, fact)
        _tell("call.taken_over", call, fact, agent=fact.agent, before=fact.before)
        live.publish(f"agent:{fact.before}")


def _directed(fact: supervision.CallDirected) -> None:
    changes = {"queue": fact.queue, "priority": round(fact.priority, 3)}
    if _set(fact.call, {"ended_at__isnull": True}, **changes):
        who = {"supervisor": fact.supervisor, "for_agent": fact.agent}
        _tell("call.directed", rows.call_of(fact.call), fact, **changes, **who)


WRITERS: Mapping[type[facts.Fact], Callable[[Any], None]] = {
    facts.CallEntered: _entered,
    facts.RecordingRefused: _recording_refused,
    facts.LanguageChosen: _language_chosen,
    facts.CallQueued: _queued,
    facts.CallMoved: _moved,
    facts.CallBackLeft: _call_back_left,
    facts.CitizenMissed: _missed,
    facts.CallOffered: _offered,
    facts.OfferEnded: _offer_ended,
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
    facts.MessageLeft: records_messages.message_left,
    facts.AgentChanged: records_agents.agent_changed,
    facts.CommandDone: _command_done,
    **recordings.WRITERS,
    **nodes.WRITERS,
    supervision.ListeningBegan: _listening_began,
    supervision.ListeningEnded: _listening_ended,
    supervision.CallTakenOver: _taken_over,
    supervision.CallDirected: _directed,
    supervision.AgentSet: records_agents.agent_set,
}


def _set(call: str, expected: Mapping[str, Any], **values: Any) -> bool:
    """Change a call's row if it is as expected; one UPDATE."""
    return rows.change(call, Q(**expected), **values)


def _tell(name: str, call: Call, fact: facts.CallFact, **data: Any) -> None:
    events.record(name, subject=call, by=SWITCHBOARD, at=instant(fact.at), **data)
    agent = data.get("agent") or call.agent_id
    live.publish(QUEUE_TOPIC, *([f"agent:{agent}"] if agent else []))


def _tell_leg(name: str, fact: _AboutLeg, **data: Any) -> None:
    """Tell all who are in the call of a change of a leg."""
    _tell(name, rows.call_of(fact.call), fact, member=fact.member, **data)
    live.publish(*(f"agent:{agent}" for agent in legs.agents_of(fact.call)))
