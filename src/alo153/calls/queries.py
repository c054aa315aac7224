"""Look-ups of the desk and the wall into the telephone."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from alo153.accounts.models import User
from alo153.calls.call_words import ABSENT, TOO_LATE, AgentState, OfferResult
from alo153.calls.endpoints.phone_accounts import digest_of
from alo153.calls.models import AgentSession, AgentStateSpan, Call, CallLeg, Command, Offer
from alo153.calls.models.invitations import Invitation
from alo153.calls.page_commands.commands import Blind, Consult, HangUp, Invite
from alo153.calls.page_commands.rows import Unreadable, read
from alo153.core.database.prepared import Prepared

_OTHERS = (Consult, Invite, Blind)
_LATELY = 20
# A click that no switchboard took so soon is carried out by nobody; the page asks after 3 s
_HEARD_WITHIN = timedelta(seconds=2)
_HANGS_UP_WITHIN = timedelta(minutes=1)
# As long as a sign-in on the web
AGENT_LIFE = timedelta(hours=12)


_SESSION = Prepared(
    lambda user: AgentSession.objects.select_related("call__interaction", "call__recording").filter(
        user=user
    ),
    int,
)


def session_of(user: User) -> AgentSession | None:
    """Find the state of an agent, with the call at hand; one query."""
    return _SESSION.first(user.pk)


def signed_off_at(session: AgentSession) -> datetime | None:
    """Return when an agent was signed off for a lost telephone and did nothing since; one query.

    The agent is still offline, or has only come back.
    """
    if session.state == AgentState.OFFLINE and session.reason == ABSENT:
        return session.since
    spans = AgentStateSpan.objects.filter(agent=session.pk, state=AgentState.OFFLINE, reason=ABSENT)
    return spans.filter(ended_at=session.since).values_list("began_at", flat=True).first()


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


def rang_in_vain(user: User, call: Call) -> bool:
    """Say whether the last ringing of a call at an agent is over without an answer; one query."""
    last = Offer.objects.filter(call=call, agent=user).order_by("-offered_at")
    results = last.values_list("result", flat=True)[:1]
    return any(result not in (None, OfferResult.ANSWERED) for result in results)


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
    """Find an agent's newest click of which came something since, if it was refused; one query.

    The time of the refusal counts: a click while no switchboard runs is refused when one is back.
    A late hang-up is none: the telephone ends the call by itself.
    """
    newest = Command.objects.filter(by=user, done_at__gte=since).order_by("-id").first()
    if newest is None or (newest.name, newest.error) == (HangUp.name, TOO_LATE):
        return None
    return newest if newest.error else None


def undone_hang_up(user: User, at: datetime, *, is_led: bool) -> Command | None:
    """Find an agent's newest hang-up if no switchboard has carried it out in time; one query.

    One that runs takes a click within a moment, and only one that died leaves it half done. One
    that was taken back is found again: every window of the agent asks, and one has the telephone.
    """
    since = at - _HANGS_UP_WITHIN
    lately = Q(done_at__isnull=True) | Q(done_at__gte=since)
    asked = Command.objects.filter(lately, by=user, name=HangUp.name, at__gte=since)
    newest = asked.order_by("-id").first()
    if newest is None or newest.at > at - _HEARD_WITHIN:
        return None
    waits = newest.taken_at is None or not (is_led or newest.done_at)
    return newest if waits or newest.error == TOO_LATE else None


def asked_lately(user: User) -> list[Consult | Invite | Blind]:
    """Return how an agent asked somebody or gave a call away, the newest first; one query."""
    asked = Command.objects.filter(by=user, name__in=[each.name for each in _OTHERS])
    found = []
    for row in asked.order_by("-id")[:_LATELY]:
        with suppress(Unreadable):
            found.append(read(row.name, row.payload))
    return [each for each in found if isinstance(each, _OTHERS)]


def call_of(user: User, call: uuid.UUID) -> Call | None:
    """Find a call that was offered to this agent or that they talked on; one query.

    The agent's own state may name it a moment before the offer is written.
    """
    offered = Q(Exists(Offer.objects.filter(call=OuterRef("pk"), agent=user)))
    at_hand = Q(Exists(AgentSession.objects.filter(call=OuterRef("pk"), user=user)))
    theirs = Q(agent=user) | offered | at_hand | Q(Exists(_legs_of(user)))
    return Call.objects.select_related("interaction").filter(theirs, pk=call).first()


def call_of_guest(token: str) -> Call | None:
    """Find the open call from a citizen's browser telephone; one query."""
    standing = (
        Call.objects.filter(guest=token, ended_at__isnull=True) if token else Call.objects.none()
    )
    return standing.order_by("-entered_at").first()


def invitation(token: str, at: datetime) -> Invitation | None:
    """Find the invitation of a valid link to an open call; one query."""
    holds = Invitation.objects.filter(expires_at__gt=at, call__ended_at__isnull=True)
    return holds.select_related("call", "guest").filter(digest=digest_of(token)).first()


def place_in_line(call: Call) -> int:
    """Count the position of a call in its queue, 1 is next; one query."""
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

    An agent who is ready but has no registered telephone is not counted.
    """
    standing = Call.objects.filter(ended_at__isnull=True)
    fresh = Q(answered_at__isnull=True, queued_at__isnull=False, asked_at__isnull=True)
    line = standing.filter(fresh | Q(requeued_at__isnull=False))
    on_the_line = Q(place_kept_at__isnull=True)
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
