"""Read every figure that a rule watches: let alarms ring, calm, clear and escalate."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction

from alo153.alarms import notices
from alo153.alarms.actions.ending import TOPIC, WALL, clear
from alo153.alarms.audience import people
from alo153.alarms.events import AlarmEscalated, AlarmRaised
from alo153.alarms.models import Alarm, AlarmRule
from alo153.alarms.queries.live.readers import READERS
from alo153.alarms.queries.live.values import Reading
from alo153.alarms.rules.judging import Ringing, Step, step
from alo153.core import events, live
from alo153.core.actor import SYSTEM
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import Way

log = logging.getLogger(__name__)
LOCK: Final = 153_013
"""One process evaluates: the holder of this advisory lock."""


def evaluate(*, at: datetime) -> bool:
    """Evaluate every rule once; a rule that fails holds up no other.

    Returns False if another process evaluates now: then nothing is done.
    """
    with transaction.atomic():
        if not _is_ours():
            return False
        watching = AlarmRule.objects.filter(retired_at=None).order_by("pk")
        # An alarm of a rule that is retired meanwhile would ring for ever: nobody evaluates it
        for rule in watching.select_for_update():
            _evaluate_safely(rule, at)
        _escalate_due(at)
    return True


def _is_ours() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        (ours,) = cursor.fetchone() or (False,)
    return bool(ours)


def _evaluate_safely(rule: AlarmRule, at: datetime) -> None:
    """Evaluate a rule; what goes wrong is noted by its kind, never in words."""
    failing = ""
    try:
        with transaction.atomic():
            _evaluate(rule, READERS[rule.figure](rule.of, at), at)
    except Exception as error:  # whatever it was: the other rules watch on
        failing = type(error).__name__
        log.error("alarm rule %s: %s", rule.pk, failing)
    if failing != rule.failing:
        rule.failing = failing
        rule.save(update_fields=["failing"])


def _evaluate(rule: AlarmRule, readings: Iterable[Reading], at: datetime) -> None:
    ringing = {each.subject: each for each in rule.alarms.filter(cleared_at=None)}
    for reading in readings:
        _take(rule, ringing.pop(reading.subject, None), reading, at)
    # Nothing is counted of these any more
    for subject, alarm in ringing.items():
        _take(rule, alarm, Reading(None, subject, alarm.label), at)


def _take(rule: AlarmRule, alarm: Alarm | None, reading: Reading, at: datetime) -> None:
    standing = Ringing(alarm.calm_since) if alarm else None
    taken = step(rule.limits, standing, reading.value, at)
    if taken is Step.RING and reading.value is not None:
        _raise(rule, reading, reading.value, at)
    elif alarm and taken is Step.CLEAR:
        clear(alarm, by=SYSTEM, at=at)
    elif alarm:
        _follow(alarm, rule, reading.value, taken, at)


def _follow(alarm: Alarm, rule: AlarmRule, value: float | None, taken: Step, at: datetime) -> None:
    """Note the value of an alarm that rings; pages are told when it changes."""
    before = (alarm.latest, alarm.worst, alarm.calm_since)
    if value is not None:
        alarm.latest, alarm.worst = value, rule.limits.worse(alarm.worst, value)
    alarm.calm_since = {Step.SETTLE: at, Step.STIR: None}.get(taken, alarm.calm_since)
    if before != (alarm.latest, alarm.worst, alarm.calm_since):
        alarm.save(update_fields=["latest", "worst", "calm_since"])
        live.publish(TOPIC)


def _raise(rule: AlarmRule, reading: Reading, value: float, at: datetime) -> None:
    alarm = Alarm.objects.create(
        rule=rule,
        subject=reading.subject,
        label=reading.label[:120],
        severity=rule.severity,
        audience=rule.audience,
        raised_at=at,
        value=value,
        worst=value,
        latest=value,
    )
    raised = AlarmRaised(
        rule=rule.pk, figure=rule.figure, of=reading.subject, severity=rule.severity
    )
    events.record(raised, subject=alarm, by=SYSTEM, at=at)
    _tell(alarm, rule.audience, notices.raised(alarm), f"live_alarm:{alarm.pk}", at)
    live.publish(TOPIC, WALL)


def _escalate_due(at: datetime) -> None:
    """Tell further people of alarms that nobody acknowledged in the term of their rule."""
    waiting = Alarm.objects.filter(
        cleared_at=None, acknowledged_at=None, escalated_at=None, rule__escalate_minutes__gt=0
    )
    for alarm in waiting.select_related("rule").select_for_update(of=("self",)):
        if alarm.raised_at + timedelta(minutes=alarm.rule.escalate_minutes or 0) <= at:
            _escalate_safely(alarm, at)


def _escalate_safely(alarm: Alarm, at: datetime) -> None:
    try:
        with transaction.atomic():
            _escalate(alarm, at)
    except Exception as error:  # as above; it is tried again in 15 seconds
        log.error("escalation of alarm %s: %s", alarm.pk, type(error).__name__)


def _escalate(alarm: Alarm, at: datetime) -> None:
    to = alarm.rule.escalate_to
    alarm.escalated_to, alarm.escalated_at = to, at
    alarm.save(update_fields=["escalated_to", "escalated_at"])
    events.record(AlarmEscalated(), subject=alarm, by=SYSTEM, at=at)
    _tell(alarm, to, notices.escalated(alarm), f"live_alarm_late:{alarm.pk}", at)
    live.publish(TOPIC, WALL)


def _tell(alarm: Alarm, audience: str, told: Told, cause: str, at: datetime) -> None:
    """Notify people on the channels of the rule, or on their own choice of channels."""
    give_notice(
        kind=notices.kind_of(alarm),
        cause=cause,
        about=alarm,
        words=dict.fromkeys(people(audience), told),
        by=SYSTEM,
        at=at,
        ways=frozenset(Way(each) for each in alarm.rule.ways),
    )
