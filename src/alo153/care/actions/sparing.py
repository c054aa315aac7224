"""Spare an agent who had too much: calls come later to them for a while."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from alo153.accounts.models import User
from alo153.calls.models import AgentSession
from alo153.calls.supervision.sparing.actions import spare_agent
from alo153.care import day
from alo153.care.rules import SPARED_FOR, SparingRule
from alo153.care.tables.sparing import Sparing


def spare_after_call(*, agent: User, at: datetime) -> Sparing | None:
    """Spare an agent who just marked a hard call, if the calls of the day were too much.

    Each further hard call of such a day spares them anew; nobody is spared where the wait is 0.
    """
    if not settings.SPARED_WAIT_SECONDS:
        return None
    rule = day.load_of(agent, at).rule
    return _spare(agent, rule, at) if rule in _BY_CALLS else None


def spare_due(*, at: datetime) -> int:
    """Spare the agents who work for too long without a break, once until they take one.

    Returns how many. Five queries for each agent who is signed in.
    """
    if not settings.SPARED_WAIT_SECONDS:
        return 0
    sessions = AgentSession.objects.exclude(secret_digest="").select_related("user")
    return sum(_spare_without_break(session.user, at) for session in sessions)


_BY_CALLS = {SparingRule.ABUSIVE, SparingRule.HARD}


def _spare_without_break(agent: User, at: datetime) -> bool:
    load = day.load_of(agent, at)
    if not load.lacks_a_break:
        return False
    since = at - load.without_break
    rule = SparingRule.NO_BREAK
    if Sparing.objects.filter(agent=agent, rule=rule, began_at__gte=since).exists():
        return False
    _spare(agent, rule, at)
    return True


@transaction.atomic
def _spare(agent: User, rule: SparingRule, at: datetime) -> Sparing:
    row = Sparing.objects.create(agent=agent, rule=rule, began_at=at, until=at + SPARED_FOR)
    spare_agent(user=agent, until=row.until, at=at)
    return row
