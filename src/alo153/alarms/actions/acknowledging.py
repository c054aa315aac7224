"""Somebody takes care of an alarm."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.alarms.actions.ending import TOPIC, WALL
from alo153.alarms.events import AlarmAcknowledged
from alo153.alarms.models import Alarm
from alo153.alarms.policy import must_concern
from alo153.core import events, live
from alo153.core.actor import Actor


@transaction.atomic
def acknowledge(*, alarm: Alarm, by: User, at: datetime) -> bool:
    """Say that one takes care of an alarm: it counts in no menu any more, and does not escalate.

    Records ``alarm.acknowledged``. Returns False if somebody did before, or it cleared.

    Raises:
        NotPermitted: it does not concern this person.
    """
    held = Alarm.objects.select_for_update(of=("self",)).select_related("rule").get(pk=alarm.pk)
    must_concern(held, by)
    if held.acknowledged_at or held.cleared_at:
        return False
    held.acknowledged_by, held.acknowledged_at = by, at
    held.save(update_fields=["acknowledged_by", "acknowledged_at"])
    events.record(AlarmAcknowledged(), subject=held, by=Actor.staff(by.pk), at=at)
    live.publish(TOPIC, WALL)
    return True
