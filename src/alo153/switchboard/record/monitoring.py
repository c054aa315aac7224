"""Supervisors' actions in calls become rows: listening to an agent, moving a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from alo153.accounts.models import User
from alo153.calls.call_words import LegKind, LegResult, LegRole, MonitoringMode
from alo153.calls.events.supervision import CallBarged, CallDirected, CallListened, CallWhispered
from alo153.calls.models import Call, CallLeg
from alo153.calls.models.monitoring import Monitoring
from alo153.citizens import actions as citizens
from alo153.core import live
from alo153.switchboard.acd.supervision import facts
from alo153.switchboard.acd.turn.facts import Fact
from alo153.switchboard.record import calls as call_rows
from alo153.switchboard.record import instants as when
from alo153.switchboard.record.telling import QUEUE_TOPIC, instant, tell

EVENTS = {
    MonitoringMode.LISTEN: CallListened,
    MonitoringMode.WHISPER: CallWhispered,
    MonitoringMode.BARGE: CallBarged,
}


def _began(fact: facts.MonitoringBegan, at: datetime) -> bool:
    """Write that a supervisor hears a call, also as a look at the citizen's record."""
    row = {"monitor": fact.monitor, "call_id": fact.call, "mode": fact.mode.value, "began_at": at}
    if Monitoring.objects.filter(**row).exists():
        return False
    Monitoring.objects.filter(monitor=fact.monitor, ended_at__isnull=True).update(ended_at=at)
    Monitoring.objects.create(**row, supervisor_id=fact.supervisor, agent_id=fact.agent)
    call = Call.objects.select_related("interaction__citizen").get(pk=fact.call)
    citizens.log_access(
        user=User.objects.get(pk=fact.supervisor),
        citizen=call.interaction.citizen,
        interaction_id=call.interaction_id,
        what=f"call-{fact.mode.value}",
        at=at,
    )
    return True


def _ended(fact: facts.MonitoringEnded, at: datetime) -> list[int]:
    """Write that a call is not heard any more; name the two whose pages show it."""
    rows = Monitoring.objects.filter(monitor=fact.monitor, call_id=fact.call, ended_at__isnull=True)
    both = [who for row in rows for who in (row.agent_id, row.supervisor_id)]
    rows.update(ended_at=at)
    return both


def taken_over(fact: facts.CallTakenOver, at: datetime) -> bool:
    """Write that a supervisor's leg is the agent's now, and that the one before has left."""
    who = {"call_id": fact.call, "agent_id": fact.agent, "kind": LegKind.SUPERVISOR}
    when = {"asked_at": at, "joined_at": at, "role": LegRole.AGENT}
    created = CallLeg.objects.get_or_create(id=fact.offer, defaults=who | when)[1]
    if created:
        before = CallLeg.objects.filter(call_id=fact.call, role=LegRole.AGENT, left_at__isnull=True)
        before.exclude(pk=fact.offer).update(left_at=at, result=LegResult.LEFT)
    return created


def _monitoring_began(fact: facts.MonitoringBegan) -> None:
    if _began(fact, instant(fact.at)):
        what = EVENTS[fact.mode](agent=fact.agent, supervisor=fact.supervisor)
        tell(what, call_rows.call_of(fact.call), fact)
        live.publish(f"agent:{fact.supervisor}")


def _monitoring_ended(fact: facts.MonitoringEnded) -> None:
    live.publish(QUEUE_TOPIC, *(f"agent:{who}" for who in _ended(fact, instant(fact.at))))


def _directed(fact: facts.CallDirected) -> None:
    what = CallDirected(
        queue=fact.queue,
        priority=round(fact.priority, 3),
        supervisor=fact.supervisor,
        for_agent=fact.agent,
    )
    if call_rows.change(fact.call, when.stands, queue=what.queue, priority=what.priority):
        tell(what, call_rows.call_of(fact.call), fact)


WRITERS: Mapping[type[Fact], Callable[[Any], None]] = {
    facts.MonitoringBegan: _monitoring_began,
    facts.MonitoringEnded: _monitoring_ended,
    facts.CallDirected: _directed,
}
