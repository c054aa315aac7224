"""Raise a flag where words may mean danger; a person says whether it is urgent."""

from datetime import datetime

from django.db import transaction
from django.db.models import Min

from alo153.accounts.models import User
from alo153.cases.events.life import CaseAlarmConfirmed, CaseAlarmDismissed, CaseAlarmRaised
from alo153.cases.models import Case, RaisedAlarm
from alo153.cases.policy.permitting import permit
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, refresh, tell
from alo153.citizens.channel import Channel
from alo153.city import queries as unit_queries
from alo153.city.rules.alarms import heard
from alo153.core import live
from alo153.core.actor import SYSTEM, Actor

WALL = "queue"
# The counter of alarms in everybody's menu
COUNTER = "alarms"
State = RaisedAlarm.State


class AlarmSettled(Exception):
    """Somebody has said already what this alarm is."""


def raise_alarms(case: Case, words: str, *, at: datetime) -> None:
    """Flag what the city listens for in the words of a citizen; inside the caller's transaction.

    Changes nothing else about the case. No query where nothing is heard. A person looked at what
    the municipality itself opened (`Channel.INTERNAL`). Records ``case.alarm_raised`` for each.
    """
    if case.channel == Channel.INTERNAL:
        return
    found = heard(words, unit_queries.alarms())
    if not found:
        return
    known = case.alarms.exclude(state=State.DISMISSED).values_list("alarm", flat=True)
    new = [each for each in found if each.slug not in known]
    rows = RaisedAlarm.objects.bulk_create(
        RaisedAlarm(case=case, alarm=each.slug, name=each.name, raised_at=at) for each in new
    )
    for row in rows:
        tell(case, CaseAlarmRaised(flag=row.pk, alarm=row.alarm), by=SYSTEM, at=at)
    live.publish(WALL, COUNTER)


def has_alarm(case: Case) -> bool:
    """Tell whether a case has an alarm that nobody dismissed; one query."""
    return case.alarms.exclude(state=State.DISMISSED).exists()


@transaction.atomic
def confirm_alarm(*, flag: RaisedAlarm, by: User, at: datetime) -> None:
    """Say that an alarm is one: the case is urgent from now on. Records ``case.alarm_confirmed``.

    Raises:
        NotTheirs: this person does not work on the case.
        AlarmSettled: somebody was faster.
    """
    case, current = _locked(flag)
    permit(Verb.SETTLE_ALARM, case, by=by)
    if current.state != State.RAISED:
        raise AlarmSettled
    _settle(case, current, State.CONFIRMED, by=by, at=at)
    tell(case, CaseAlarmConfirmed(flag=current.pk), by=Actor.staff(by.pk), at=at)
    live.publish(WALL, COUNTER)
    refresh(flag.case, case)


@transaction.atomic
def dismiss_alarm(*, flag: RaisedAlarm, reason: str, by: User, at: datetime) -> None:
    """Say that an alarm is none, also one confirmed by mistake. Records ``case.alarm_dismissed``.

    Without another confirmed one the case is not urgent any more.

    Raises:
        ReasonMissing: not a word why.
        NotTheirs: this person does not work on the case.
        AlarmSettled: it was dismissed before.
    """
    if not reason.strip():
        raise ReasonMissing
    case, current = _locked(flag)
    permit(Verb.SETTLE_ALARM, case, by=by)
    if current.state == State.DISMISSED:
        raise AlarmSettled
    current.reason = reason.strip()
    _settle(case, current, State.DISMISSED, by=by, at=at)
    tell(case, CaseAlarmDismissed(flag=current.pk), by=Actor.staff(by.pk), at=at)
    live.publish(WALL, COUNTER)
    refresh(flag.case, case)


def _locked(flag: RaisedAlarm) -> tuple[Case, RaisedAlarm]:
    """Hold the case, then read the alarm as it is behind the lock."""
    case = locked(flag.case)
    return case, RaisedAlarm.objects.get(pk=flag.pk)


def _settle(case: Case, flag: RaisedAlarm, state: State, *, by: User, at: datetime) -> None:
    flag.state, flag.settled_by, flag.settled_at = state, by, at
    flag.save(update_fields=["state", "settled_by", "settled_at", "reason"])
    urgent = case.alarms.filter(state=State.CONFIRMED).aggregate(since=Min("settled_at"))
    case.urgent_at = urgent["since"]
    case.save(update_fields=["urgent_at"])
