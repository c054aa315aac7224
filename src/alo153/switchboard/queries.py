"""What the desk and the wall see of the telephone, and what the switchboard recalls."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from alo153.accounts.models import User
from alo153.switchboard.accounts import agent_name, digest_of, guest_name
from alo153.switchboard.acd import state as acd
from alo153.switchboard.acd.presence import SIGNED_IN
from alo153.switchboard.callers import number_to_call
from alo153.switchboard.models import (
    AgentSession,
    AgentState,
    Call,
    CallLeg,
    Command,
    GuestPhone,
    LegRole,
    Offer,
    OfferResult,
)
from alo153.switchboard.models_guests import Invitation
from alo153.switchboard.recordings.queries import recalled_recording

# As long as a sign-in on the web
AGENT_LIFE = timedelta(hours=12)


def session_of(user: User) -> AgentSession | None:
    """Find where an agent stands, with the call at hand; one query."""
    sessions = AgentSession.objects.select_related("call__interaction", "call__recording")
    return sessions.filter(user=user).first()


def call_at_hand(user: User) -> Call | None:
    """Find the call that rings at an agent's desk or is talked on; two queries at most.

    While a call rings it is already here, so that the desk can show who calls.
    """
    standing = Call.objects.select_related("interaction").filter(ended_at__isnull=True)
    in_it = Q(Exists(_legs_of(user).filter(left_at__isnull=True)))
    dialing = Q(agent=user, answered_at__isnull=True)
    return standing.filter(in_it | dialing).order_by("-entered_at").first() or (
        standing.filter(offers__agent=user, offers__ended_at__isnull=True)
        .order_by("-offers__offered_at")
        .first()
    )


def _legs_of(user: User) -> QuerySet[CallLeg]:
    return CallLeg.objects.filter(call=OuterRef("pk"), agent=user)


def talks_elsewhere(user: User, screen: str) -> bool:
    """Say whether an agent is in a call on another page that is still there; one query."""
    talking = AgentSession.objects.filter(user=user, state=AgentState.TALKING, reachable=True)
    return talking.exclude(screen__in=["", screen]).exists()


def last_call(user: User) -> Call | None:
    """Find the call an agent was in last: the one wrapped up now; two queries at most."""
    calls = Call.objects.select_related("interaction")
    ended = calls.filter(agent=user, ended_at__isnull=False).order_by("-ended_at").first()
    legs = CallLeg.objects.select_related("call__interaction")
    been = legs.filter(agent=user, joined_at__isnull=False, left_at__isnull=False)
    left = been.order_by("-left_at").first()
    if left is None or left.left_at is None:
        return ended
    later = ended is not None and ended.ended_at is not None and ended.ended_at > left.left_at
    return ended if later else left.call


def last_refusal(user: User, since: datetime) -> Command | None:
    """Find an agent's newest click on the telephone, if it was refused; one query."""
    asked = Command.objects.filter(by=user, at__gte=since, done_at__isnull=False)
    newest = asked.order_by("-id").first()
    return newest if newest is not None and newest.error else None


def call_of(user: User, call: uuid.UUID) -> Call | None:
    """Find a call that was offered to this agent or that they talked on; one query.

    The agent's own state may name it a moment before the offer is written.
    """
    offered = Q(Exists(Offer.objects.filter(call=OuterRef("pk"), agent=user)))
    at_hand = Q(Exists(AgentSession.objects.filter(call=OuterRef("pk"), user=user)))
    theirs = Q(agent=user) | offered | at_hand | Q(Exists(_legs_of(user)))
    return Call.objects.select_related("interaction").filter(theirs, pk=call).first()


def call_of_guest(token: str) -> Call | None:
    """Find the call that stands from a citizen's browser telephone; one query."""
    standing = (
        Call.objects.filter(guest=token, ended_at__isnull=True) if token else Call.objects.none()
    )
    return standing.order_by("-entered_at").first()


def invitation(token: str, at: datetime) -> Invitation | None:
    """Find the invitation of a link that holds, to a call that still stands; one query."""
    holds = Invitation.objects.filter(expires_at__gt=at, call__ended_at__isnull=True)
    return holds.select_related("call", "guest").filter(digest=digest_of(token)).first()


def place_in_line(call: Call) -> int:
    """Count the place of a call among those that wait in its queue, 1 is next; one query."""
    waiting = Call.objects.filter(ended_at__isnull=True, answered_at__isnull=True)
    waiting = waiting.filter(queue=call.queue, video=call.video)
    return waiting.filter(queued_at__lt=call.queued_at).count() + 1 if call.queued_at else 1


def last_call_for(reference: str) -> Call | None:
    """Find the newest call that was dialed for something, such as ``relay:12``; one query."""
    dialed = Call.objects.select_related("interaction").filter(reference=reference)
    return dialed.order_by("-entered_at").first()


def last_agent(number: str, *, since: datetime) -> int | None:
    """Find who talked last with somebody at this number, if since then; one query."""
    talks = Call.objects.filter(number=number, answered_at__gte=since)
    return talks.order_by("-answered_at").values_list("agent_id", flat=True).first()


@dataclass(frozen=True)
class QueueNow:
    """The line at this moment; `kept` are the places of callers who will be called."""

    waiting: int
    kept: int
    longest_since: datetime | None
    talking: int
    agents: dict[str, int] = field(default_factory=dict)


def queue_now() -> QueueNow:
    """Count who waits, since when, who talks, and the agents by state; three queries.

    Who is ready but cannot be rung helps nobody, and is not counted.
    """
    standing = Call.objects.filter(ended_at__isnull=True)
    fresh = Q(answered_at__isnull=True, queued_at__isnull=False, asked_at__isnull=True)
    line = standing.filter(fresh | Q(requeued_at__isnull=False))
    on_the_line = Q(rested_at__isnull=True)
    figures = line.aggregate(
        waiting=Count("id", filter=on_the_line),
        kept=Count("id", filter=~on_the_line),
        longest=Min("queued_at", filter=on_the_line),
    )
    helps = ~Q(state=AgentState.READY) | Q(reachable=True)
    states = AgentSession.objects.filter(helps).values_list("state").annotate(Count("user"))
    return QueueNow(
        waiting=figures["waiting"],
        kept=figures["kept"],
        longest_since=figures["longest"],
        talking=standing.filter(
            answered_at__isnull=False, requeued_at__isnull=True, parted_at__isnull=True
        ).count(),
        agents=dict(states),
    )


def agents_now() -> list[AgentSession]:
    """List the agents who are signed in, by name; one query."""
    return list(
        AgentSession.objects.select_related("user", "call")
        .exclude(state=AgentState.OFFLINE)
        .order_by("user__full_name")
    )


# what the switchboard recalls after a start


def recall_calls() -> tuple[acd.Call, ...]:
    """Rebuild the calls of this node that have no end yet; three queries."""
    standing = Call.objects.filter(ended_at__isnull=True, asked_at__isnull=True, node=settings.NODE)
    standing = standing.select_related("recording")
    calls = standing.prefetch_related("offers", "legs", "recording_pauses")
    return tuple(_recalled(call) for call in calls.order_by("entered_at"))


def recall_agents() -> tuple[acd.Agent, ...]:
    """Rebuild the agents of this node who are not offline, with what they can do; three queries.

    If several are named, those of others too who are in a call of this one.
    """
    here = Q(node=settings.NODE) & ~Q(state=AgentState.OFFLINE)
    if settings.NODES:
        legs = _here(CallLeg.objects.filter(left_at__isnull=True))
        offers = _here(Offer.objects.filter(ended_at__isnull=True))
        here |= ~Q(node=settings.NODE) & (Q(Exists(legs)) | Q(Exists(offers)))
    sessions = AgentSession.objects.filter(here).select_related("user")
    return tuple(_recalled_agent(each) for each in sessions.prefetch_related("user__skills"))


def _here[M: (CallLeg, Offer)](rows: QuerySet[M]) -> QuerySet[M]:
    """Narrow to what one agent does in the calls of this node that stand."""
    calls = rows.filter(call__node=settings.NODE, call__ended_at__isnull=True)
    return calls.filter(agent=OuterRef("user"))


def recall_accounts(at: datetime) -> dict[str, str]:
    """Read the SIP accounts that hold now at this node, name to digest; two queries.

    An agent's ends with the sign-in on the web, and with the day they leave.
    """
    here = AgentSession.objects.filter(user__is_active=True, seen_at__gt=at - AGENT_LIFE)
    agents = here.filter(node=settings.NODE).exclude(secret_digest="")
    digests = agents.values_list("user_id", "secret_digest")
    guests = GuestPhone.objects.filter(expires_at__gt=at).values_list("token", "secret_digest")
    return {agent_name(user): digest for user, digest in digests} | {
        guest_name(token): digest for token, digest in guests
    }


def _recalled(call: Call) -> acd.Call:
    offers = sorted(call.offers.all(), key=lambda offer: offer.offered_at)
    standing = [leg for leg in call.legs.all() if leg.left_at is None]
    phase, offer = _phase(call, offers, standing)
    members = sorted(
        (_recalled_member(leg) for leg in standing if leg.role != LegRole.AGENT),
        key=lambda member: acd.number_of_member(member.id),
    )
    return acd.Call(
        id=str(call.pk),
        channel=acd.citizen_leg(str(call.pk)) if call.rested_at else call.channel,
        direction=acd.Direction(call.direction),
        number=call.number,
        phase=phase,
        entered_at=call.entered_at.timestamp(),
        queued_at=_seconds(call.queued_at),
        answered_at=_seconds(call.answered_at),
        offer=offer,
        offers=len(offers),
        held=call.held_at is not None,
        video=call.video,
        members=tuple(members),
        invited=max((acd.number_of_member(leg.pk) for leg in call.legs.all()), default=0),
        language=call.language,
        recorded=call.recorded,
        queue=call.queue,
        priority=call.priority,
        call_back=number_to_call(call.number) if call.rested_at else "",
        rested_at=_seconds(call.rested_at),
        rest_until=_seconds(call.rest_until) or 0.0,
        tries=call.tries,
        **recalled_recording(call),
    )


def _phase(
    call: Call, offers: list[Offer], standing: list[CallLeg]
) -> tuple[acd.Phase, acd.Offer | None]:
    """Say how far a call had come, and who of ours it had."""
    last = offers[-1] if offers and offers[-1].result in (None, OfferResult.ANSWERED) else None
    if call.parted_at is not None:
        return acd.Phase.SURVEY, None
    if call.requeued_at is not None:
        return acd.Phase.WAITING, _ringing(last)
    if call.answered_at is not None:
        serving = next((leg for leg in standing if leg.role == LegRole.AGENT), None)
        return (acd.Phase.TALKING, _serving(serving)) if serving else (acd.Phase.OUTSIDE, None)
    if call.rested_at is not None:
        phase = _phase_of_kept(call, last)
        return phase, None if phase is acd.Phase.RESTING else _recalled_offer(last)
    if call.direction == acd.Direction.OUT:
        picked_up = last is not None and last.result == OfferResult.ANSWERED
        phase = acd.Phase.CALLING_CITIZEN if picked_up else acd.Phase.CALLING_AGENT
        return phase, _recalled_offer(last)
    return (acd.Phase.WAITING if call.queued_at else acd.Phase.MENU), _recalled_offer(last)


def _ringing(offer: Offer | None) -> acd.Offer | None:
    """Take an offer that still rings; the one answered before the transfer is over."""
    return _recalled_offer(offer) if offer is not None and offer.result is None else None


def _serving(leg: CallLeg) -> acd.Offer | None:
    if leg.agent_id is None:
        return None
    offer = leg.pk.removeprefix(acd.AGENT_LEG)
    return acd.Offer(id=offer, agent=leg.agent_id, at=leg.asked_at.timestamp())


def _phase_of_kept(call: Call, offer: Offer | None) -> acd.Phase:
    """Tell how far the calling of a citizen has come whose place is kept.

    Every offer that was answered since led to a call in vain but the last one.
    """
    if offer is None:
        return acd.Phase.RESTING
    if offer.result is None:
        return acd.Phase.CALLING_AGENT
    taken = [each for each in call.offers.all() if each.result == OfferResult.ANSWERED]
    since = [each for each in taken if call.rested_at and each.offered_at >= call.rested_at]
    return acd.Phase.CALLING_CITIZEN if len(since) > call.tries else acd.Phase.RESTING


def _recalled_offer(offer: Offer | None) -> acd.Offer | None:
    if offer is None:
        return None
    return acd.Offer(id=offer.pk, agent=offer.agent_id, at=offer.offered_at.timestamp())


def _recalled_member(leg: CallLeg) -> acd.Member:
    state = acd.MemberState.TALKING if leg.joined_at else acd.MemberState.RINGING
    return acd.Member(
        id=leg.pk,
        kind=acd.MemberKind(leg.kind),
        role=acd.MemberRole(leg.role),
        state=state,
        agent=leg.agent_id,
        number=leg.number,
        at=leg.asked_at.timestamp(),
    )


def _recalled_agent(session: AgentSession) -> acd.Agent:
    since = session.since.timestamp()
    if session.node != settings.NODE:
        # The call itself says where they stand in it
        ready = acd.Presence.READY
        return acd.Agent(id=session.pk, presence=ready, since=since, home=session.node)
    return acd.Agent(
        id=session.pk,
        presence=acd.Presence(session.state),
        since=since,
        until=_seconds(session.until) or 0.0,
        reason=session.reason,
        reachable=session.reachable,
        idle_since=_seconds(session.idle_since) or since,
        call=str(session.call_id) if session.call_id else None,
        skills={skill.skill: skill.level for skill in session.user.skills.all()},
        # What it was before the listening is not written down: no call by surprise afterwards
        pause_after=SIGNED_IN if session.state == AgentState.SUPERVISING else "",
    )


def _seconds(instant: datetime | None) -> float | None:
    return instant.timestamp() if instant else None
