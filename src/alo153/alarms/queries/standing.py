"""The alarms that concern somebody: ringing ones, and past ones."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.alarms.audience import audiences_of
from alo153.alarms.models import Alarm, AlarmRule
from alo153.alarms.permissions import MANAGE_ALARMS


def concerning(asker: User) -> QuerySet[Alarm]:
    """Return all that ever concerned this person, the latest first; rule editors see all."""
    found = Alarm.objects.select_related("rule", "acknowledged_by").order_by("-raised_at", "-id")
    if asker.may(MANAGE_ALARMS):
        return found
    theirs = audiences_of(asker)
    return found.filter(Q(audience__in=theirs) | Q(escalated_to__in=theirs))


def ringing(asker: User) -> QuerySet[Alarm]:
    """Return the alarms that ring and concern this person, the latest first.

    Editors of rules are not concerned by that alone.
    """
    theirs = audiences_of(asker)
    those = Alarm.objects.filter(
        Q(audience__in=theirs) | Q(escalated_to__in=theirs), cleared_at=None
    )
    return those.select_related("rule", "acknowledged_by").order_by("-raised_at", "-id")


def unanswered(asker: User) -> QuerySet[Alarm]:
    """Return the unacknowledged ones among them."""
    return ringing(asker).filter(acknowledged_at=None)


def rules(asker: User) -> QuerySet[AlarmRule]:
    """Return the rules that watch now, by name.

    Raises:
        NotPermitted: this person edits no rules.
    """
    return every_rule(asker).filter(retired_at=None)


def every_rule(asker: User) -> QuerySet[AlarmRule]:
    """Return all rules by name, also retired ones. Raises NotPermitted."""
    permit(MANAGE_ALARMS, by=asker)
    return AlarmRule.objects.all()
