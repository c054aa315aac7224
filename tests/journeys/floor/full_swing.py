"""A center in full swing, written by what the switchboard writes: long names, many rows."""

import uuid
from datetime import timedelta
from typing import Any

from tests import cast
from tests.parts.roles import Role

from alo153.accounts.actions import enroll, set_skills
from alo153.accounts.models import User
from alo153.calls.call_words import (
    AgentState,
    CallDirection,
    CallOutcome,
    CallParty,
    MonitoringMode,
)
from alo153.calls.models import Call
from alo153.calls.supervision.guest_seats import actions as seats
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.switchboard.acd.supervision import facts as told
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

AGENTS = {
    "abdurrahman": "Abdurrahman Müezzinoğlu",
    "gulsah": "Şerife Gülşah Küçükkömürcüoğlu",
    "omer": "Ömer Faruk Çağlayangil",
    "turkan": "Türkan Işılay Güzelyağcıoğlu",
}
CALLERS = ("+905320000101", "+905320000102", "+905320000103", "", "+902623181000")
QUEUES = ("general", "water", "social", "sign_language", "general")


def agent(username: str) -> User:
    """Return an agent with a name as long as names are."""
    found = User.objects.filter(username=username).first()
    if found:
        return found
    user = enroll(
        username=username,
        full_name=AGENTS[username],
        email="",
        roles=[Role.AGENT],
        password=cast.PASSWORD,
        by=SYSTEM,
        at=cast.AT,
    )
    skills = {"water": 4, "social": 2, "english": 5, "sign_language": 3}
    set_skills(user=user, skills=skills, by=SYSTEM, at=cast.AT)
    return user


def stands(
    user: User, presence: AgentState, *, reason: str = "", call: str = "", **more: Any
) -> None:
    """Write where an agent stands since some minutes."""
    now = clock.now().timestamp()
    records.write(
        facts.AgentChanged(
            at=now,
            agent=user.pk,
            since=now - 754,
            presence=presence,
            reason=reason,
            reachable=more.pop("reachable", True),
            call=call or None,
            **more,
        )
    )


def waits(number: str, queue: str, *, since: float) -> str:
    """Write that a caller waits in a queue since so many seconds."""
    call, at = str(uuid.uuid4()), clock.now().timestamp() - since
    entered = facts.CallEntered(
        at=at - 9, call=call, channel=f"c-{call}", direction=CallDirection.IN, number=number
    )
    for fact in (entered, facts.CallQueued(at=at, call=call, queue=queue)):
        records.write(fact)
    return call


def talked(user: User, *, ended: bool) -> str:
    """Write a call that rang in vain at one agent and was answered by another."""
    call, now = waits(CALLERS[0], "water", since=400), clock.now().timestamp()
    for place, who in enumerate((agent("gulsah"), user)):
        records.write(
            facts.CallOffered(
                at=now - 380 + 30 * place,
                call=call,
                offer=f"{call}.{place}",
                agent=who.pk,
                idle_seconds=312.0,
                rank=1,
                among=4,
                reason="longest_idle",
                score=7.4,
                skill="water",
                level=3,
            )
        )
    records.write(
        facts.CallAnswered(
            at=now - 340, call=call, leg=f"o-{call}", agent=user.pk, waited_seconds=60
        )
    )
    if ended:
        records.write(
            facts.CallEnded(
                at=now - 20,
                call=call,
                outcome=CallOutcome.ANSWERED,
                by=CallParty.CITIZEN,
                waited_seconds=60,
                agent=user.pk,
            )
        )
    return call


def busy_floor() -> str:
    """Fill the floor: who waits, who talks, who is heard, who overstays; return a talk's key."""
    for number, queue in zip(CALLERS, QUEUES, strict=True):
        waits(number, queue, since=95)
    talk = talked(agent("abdurrahman"), ended=False)
    stands(agent("abdurrahman"), AgentState.TALKING, call=talk)
    now = clock.now().timestamp()
    stands(agent("gulsah"), AgentState.PAUSED, reason="training", until=now - 240)
    stands(agent("omer"), AgentState.NOT_ANSWERING, reason="unreachable", reachable=False)
    stands(agent("turkan"), AgentState.PAUSED, reason="recovery", until=now + 400)
    stands(cast.staff("elif"), AgentState.READY)
    stands(cast.staff("murat"), AgentState.WRAP_UP, until=now + 40)
    hakan = cast.staff("hakan")
    stands(hakan, AgentState.SUPERVISING)
    records.write(
        told.MonitoringBegan(
            at=now,
            call=talk,
            monitor="e",
            supervisor=hakan.pk,
            agent=agent("abdurrahman").pk,
            mode=MonitoringMode.WHISPER,
        )
    )
    return talk


def seat(guest: str) -> tuple[Any, str]:
    """Open a seat for an hour; returns it and its code."""
    now = clock.now()
    invited = seats.Invited(
        full_name=guest,
        mentor=cast.staff("elif"),
        from_at=now - timedelta(minutes=1),
        until=now + timedelta(hours=1),
    )
    return seats.open_seat(invited=invited, language="tr", by=cast.staff("hakan"), at=now)


def video_talk() -> Call:
    """Return a talk with pictures that Zeynep is in."""
    call, zeynep = str(uuid.uuid4()), cast.staff("zeynep")
    now = clock.now().timestamp()
    entered = facts.CallEntered(
        at=now - 60,
        call=call,
        channel=f"c-{call}",
        direction=CallDirection.IN,
        number="",
        video=True,
    )
    answered = facts.CallAnswered(
        at=now, call=call, leg=f"o-{call}", agent=zeynep.pk, waited_seconds=4
    )
    for fact in (entered, facts.CallQueued(at=now - 50, call=call), answered):
        records.write(fact)
    stands(zeynep, AgentState.TALKING, call=call)
    return Call.objects.get(pk=call)


def over(call: Call) -> None:
    """Write that a talk is over."""
    records.write(
        facts.CallEnded(
            at=clock.now().timestamp(),
            call=str(call.pk),
            outcome=CallOutcome.ANSWERED,
            by=CallParty.CITIZEN,
            waited_seconds=4,
            agent=call.agent_id,
        )
    )
