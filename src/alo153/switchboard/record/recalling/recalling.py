"""Read the state after a start of the switchboard: running calls, agents, SIP accounts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from alo153.calls.call_words import (
    TOO_LATE,
    AgentState,
    CallDirection,
    LegKind,
    LegRole,
    OfferResult,
)
from alo153.calls.endpoints.phone_accounts import agent_name, guest_name
from alo153.calls.media.recordings.queries import NEVER_RAN
from alo153.calls.models import AgentSession, Call, CallLeg, Command, GuestPhone, Offer
from alo153.calls.models.call_lists import ListAttempt
from alo153.calls.models.recordings import PauseReason, Recording
from alo153.calls.numbers.callers import number_to_call
from alo153.calls.page_commands.commands import HangUp
from alo153.calls.queries import AGENT_LIFE
from alo153.calls.supervision.call_lists.rules import is_listed
from alo153.switchboard.acd.state import leg_ids
from alo153.switchboard.acd.state import state as acd
from alo153.switchboard.acd.turn.events import HungUp
from alo153.switchboard.acd.turn.turn import SIGNED_IN

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


def recall_calls() -> tuple[acd.Call, ...]:
    """Rebuild the calls of this node that have no end yet; three queries, one more with lists."""
    standing = Call.objects.filter(ended_at__isnull=True, asked_at__isnull=True, node=settings.NODE)
    standing = standing.select_related("recording", "skipped_survey")
    calls = standing.prefetch_related("offers", "legs", "recording_pauses")
    known = list(calls.order_by("entered_at"))
    starts = _menu_starts(known)
    return tuple(_recalled(call, starts.get(call.pk, "")) for call in known)


def _menu_starts(calls: Collection[Call]) -> Mapping[UUID, str]:
    """Say at which node of the voice menu the calls of outgoing lists begin."""
    listed = [call.pk for call in calls if is_listed(call.reference)]
    rows = ListAttempt.objects.filter(pk__in=listed) if listed else ListAttempt.objects.none()
    return dict(rows.values_list("pk", "list_number__call_list__menu_node"))


def recall_agents() -> tuple[acd.Agent, ...]:
    """Rebuild the agents of this node who are not offline, with their skills; three queries.

    If several nodes are named, also agents of other nodes who are in a call of this node.
    """
    here = Q(node=settings.NODE) & ~Q(state=AgentState.OFFLINE)
    if settings.NODES:
        legs = _here(CallLeg.objects.filter(left_at__isnull=True))
        offers = _here(Offer.objects.filter(ended_at__isnull=True))
        here |= ~Q(node=settings.NODE) & (Q(Exists(legs)) | Q(Exists(offers)))
    talks = Call.objects.filter(agent=OuterRef("user"), answered_at__isnull=False)
    last = talks.order_by("-entered_at").values("queue")[: acd.RECENT]
    sessions = AgentSession.objects.filter(here).select_related("user")
    sessions = sessions.annotate(recent=ArraySubquery(last))
    return tuple(_recalled_agent(each) for each in sessions.prefetch_related("user__skills"))


def _here[M: (CallLeg, Offer)](rows: QuerySet[M]) -> QuerySet[M]:
    """Narrow rows to one agent in the running calls of this node."""
    calls = rows.filter(call__node=settings.NODE, call__ended_at__isnull=True)
    return calls.filter(agent=OuterRef("user"))


def recall_hang_ups() -> tuple[HungUp, ...]:
    """Read how agents of running calls hung up and no switchboard carried it out; one query.

    The page took such a hang-up back and ended the agent's leg by itself: the citizen's is left.
    """
    talks = Call.objects.filter(ended_at__isnull=True, node=settings.NODE)
    asked = Command.objects.filter(name=HangUp.name, by__in=talks.values("agent"))
    undone = asked.filter(Q(done_at__isnull=True) | Q(error=TOO_LATE)).order_by("id")
    return tuple(
        HungUp(at=row.at.timestamp(), agent=row.by_id or 0, command=row.pk) for row in undone
    )


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


def _recalled(call: Call, menu_start: str) -> acd.Call:
    offers = sorted(call.offers.all(), key=lambda offer: offer.offered_at)
    standing = [leg for leg in call.legs.all() if leg.left_at is None]
    if menu_start and not (call.answered_at or call.queued_at):
        phase, offer = _phase_of_list_call(call), None
    else:
        phase, offer = _phase(call, offers, standing, called=bool(menu_start))
    members = sorted(
        (_recalled_member(leg) for leg in standing if leg.role != LegRole.AGENT),
        key=lambda member: leg_ids.number_of_member(member.id),
    )
    return acd.Call(
        id=str(call.pk),
        channel=leg_ids.citizen_leg(str(call.pk)) if call.place_kept_at else call.channel,
        direction=CallDirection(call.direction),
        number=call.number,
        phase=phase,
        entered_at=call.entered_at.timestamp(),
        queued_at=_seconds(call.queued_at),
        answered_at=_seconds(call.answered_at),
        offer=offer,
        offers=len(offers),
        held=call.held_at is not None and call.requeued_at is None,
        returns_held=call.held_at is not None and call.requeued_at is not None,
        video=call.video,
        survey_skipped=hasattr(call, "skipped_survey"),
        members=tuple(members),
        invited=max((leg_ids.number_of_member(leg.pk) for leg in call.legs.all()), default=0),
        language=call.language,
        recorded=call.recorded,
        queue=call.queue,
        priority=call.priority,
        call_back=number_to_call(call.number) if call.place_kept_at else "",
        place_kept_at=_seconds(call.place_kept_at),
        call_again_at=_seconds(call.call_again_at) or 0.0,
        tries=call.tries,
        call_by=0.0 if call.promise_missed_at else _seconds(call.call_by) or 0.0,
        listed=is_listed(call.reference),
        menu_start=menu_start,
        **_recalled_recording(call),
    )


def _phase_of_list_call(call: Call) -> acd.Phase:
    """Say whether somebody was there: then a node of the menu is written down."""
    return acd.Phase.MENU if call.menu_node else acd.Phase.CALLING_CITIZEN


def _phase(
    call: Call, offers: list[Offer], standing: list[CallLeg], *, called: bool
) -> tuple[acd.Phase, acd.Offer | None]:
    """Say how far a call had come, and who of ours it had.

    One whom a list `called` waits in the line as a caller does.
    """
    last = offers[-1] if offers and offers[-1].result in (None, OfferResult.ANSWERED) else None
    if call.parted_at is not None:
        return acd.Phase.SURVEY, None
    if call.requeued_at is not None:
        return acd.Phase.WAITING, _ringing(last)
    if call.answered_at is not None:
        serving = next((leg for leg in standing if leg.role == LegRole.AGENT), None)
        return (acd.Phase.TALKING, _serving(serving)) if serving else (acd.Phase.OUTSIDE, None)
    if call.place_kept_at is not None:
        phase = _phase_of_kept(call, last)
        return phase, None if phase is acd.Phase.CALLBACK_HOLD else _recalled_offer(last)
    if call.direction == CallDirection.OUT and not called:
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
    offer = leg.pk.removeprefix(leg_ids.AGENT_LEG)
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
    since = [each for each in taken if call.place_kept_at and each.offered_at >= call.place_kept_at]
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


class _Recent(TypedDict):
    """The queues of an agent's last calls, the newest first."""

    recent: list[str]


def _recalled_agent(session: WithAnnotations[AgentSession, _Recent]) -> acd.Agent:
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
        recent=tuple(reversed(session.recent)),
        sparing=acd.Sparing(_seconds(session.spared_until) or 0.0),
        # What it was before the listening is not written down: no call by surprise afterwards
        pause_after=SIGNED_IN if session.state == AgentState.SUPERVISING else "",
    )


def _seconds(instant: datetime | None) -> float | None:
    return instant.timestamp() if instant else None


class _OfRecording(TypedDict, total=False):
    """The stored state of a call's recording, by the fields of `acd.Call`."""

    recording: acd.Recording
    recording_paused_at: float
    recording_paused_by: int | None


def _recalled_recording(call: Call) -> _OfRecording:
    """Say what the switchboard knew; needs the rows of the recording fetched."""
    recording: Recording | None = getattr(call, "recording", None)
    if recording is None:
        return {}
    if recording.trouble in NEVER_RAN:
        return {"recording": acd.Recording.FAILED}
    pause = next((one for one in call.recording_pauses.all() if one.ended_at is None), None)
    if pause is None:
        return {"recording": acd.Recording.RUNNING}
    if pause.why != PauseReason.SENSITIVE:
        return {"recording": acd.Recording(pause.why)}
    return {
        "recording": acd.Recording(pause.why),
        "recording_paused_at": pause.began_at.timestamp(),
        "recording_paused_by": pause.by_id,
    }
