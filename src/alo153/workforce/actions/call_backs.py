"""Offer callers a call-back first for a while, so that fewer of them wait in a rush."""

from datetime import datetime, timedelta

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.actions import wake_switchboards
from alo153.core import events, live
from alo153.core.actor import Actor
from alo153.workforce.actions.holding import MOST_MINUTES
from alo153.workforce.events import CallBacksClosed, CallBacksOpened
from alo153.workforce.models import CallBackOffer
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries.holds import call_backs_first


@transaction.atomic
def open_call_backs(*, minutes: int, by: User, at: datetime) -> CallBackOffer:
    """Tell waiting callers at once, and new ones first, that they may keep their place and hang up.

    It ends by itself. A second offer takes the place of the first.

    Raises:
        NotPermitted: not a planner.
    """
    permit(PLAN_SHIFTS, by=by)
    _end(by, at)
    minutes = min(minutes, MOST_MINUTES)
    opened = CallBackOffer.objects.create(
        begins_at=at, ends_at=at + timedelta(minutes=minutes), opened_by=by
    )
    _tell()
    events.record(CallBacksOpened(minutes=minutes), subject=opened, by=Actor.staff(by.pk), at=at)
    return opened


@transaction.atomic
def close_call_backs(*, by: User, at: datetime) -> None:
    """Tell callers of their place first again; without an offer nothing happens.

    Raises:
        NotPermitted: not a planner.
    """
    permit(PLAN_SHIFTS, by=by)
    if opened := _end(by, at):
        _tell()
        events.record(CallBacksClosed(), subject=opened, by=Actor.staff(by.pk), at=at)


def _end(by: User, at: datetime) -> CallBackOffer | None:
    opened = call_backs_first(at)
    # Two planners may have opened it in the same moment
    CallBackOffer.objects.filter(begins_at__lte=at, ends_at__gt=at).update(ends_at=at, closed_by=by)
    return opened


def _tell() -> None:
    wake_switchboards()
    live.publish("queue")
