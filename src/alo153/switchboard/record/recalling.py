"""What the switchboard recalls after a start: calls that stand, agents, and who may register."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from alo153.calls.call_words import AgentState, CallDirection, LegKind, LegRole, OfferResult
from alo153.calls.endpoints.phone_accounts import agent_name, guest_name
from alo153.calls.media.recordings.queries import NEVER_RAN
from alo153.calls.models import AgentSession, Call, CallLeg, GuestPhone, Offer
from alo153.calls.models.recordings import PauseReason, Recording
from alo153.calls.numbers.callers import number_to_call
from alo153.calls.queries import AGENT_LIFE
from alo153.switchboard.acd import state as acd
from alo153.switchboard.acd.turn import SIGNED_IN


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
        direction=CallDirection(call.direction),
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
        **_recalled_recording(call),
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
        return phase, None if phase is acd.Phase.CALLBACK_HOLD else _recalled_offer(last)
    if call.direction == CallDirection.OUT:
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
        return acd.Phase.CALLBACK_HOLD
    if offer.result is None:
        return acd.Phase.CALLING_AGENT
    taken = [each for each in call.offers.all() if each.result == OfferResult.ANSWERED]
    since = [each for each in taken if call.rested_at and each.offered_at >= call.rested_at]
    return acd.Phase.CALLING_CITIZEN if len(since) > call.tries else acd.Phase.CALLBACK_HOLD


def _recalled_offer(offer: Offer | None) -> acd.Offer | None:
    if offer is None:
        return None
    return acd.Offer(id=offer.pk, agent=offer.agent_id, at=offer.offered_at.timestamp())


def _recalled_member(leg: CallLeg) -> acd.Member:
    state = acd.MemberState.TALKING if leg.joined_at else acd.MemberState.RINGING
    return acd.Member(
        id=leg.pk,
        kind=LegKind(leg.kind),
        role=LegRole(leg.role),
        state=state,
        agent=leg.agent_id,
        number=leg.number,
        at=leg.asked_at.timestamp(),
    )


def _recalled_agent(session: AgentSession) -> acd.Agent:
    since = session.since.timestamp()
    if session.node != settings.NODE:
        # The call itself says where they stand in it
        ready = AgentState.READY
        return acd.Agent(id=session.pk, presence=ready, since=since, home=session.node)
    return acd.Agent(
        id=session.pk,
        presence=AgentState(session.state),
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


def _recalled_recording(call: Call) -> dict[str, Any]:
    """Say what the switchboard knew of a call's recording; needs its rows fetched."""
    recording: Recording | None = getattr(call, "recording", None)
    if recording is None:
        return {}
    if recording.trouble in NEVER_RAN:
        return {"recording": acd.Recording.FAILED}
    pause = next((one for one in call.recording_pauses.all() if one.ended_at is None), None)
    if pause is None:
        return {"recording": acd.Recording.RUNNING}
    recalled: dict[str, Any] = {"recording": acd.Recording(pause.why)}
    if pause.why == PauseReason.SENSITIVE:
        recalled["recording_paused_at"] = pause.began_at.timestamp()
        recalled["recording_paused_by"] = pause.by_id
    return recalled
