"""Keep what an agent's telephone measured."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alo153.accounts.models import User
from alo153.calls.events.members import CallLineBad
from alo153.calls.models import CallLeg
from alo153.calls.models.line_quality import LineQuality
from alo153.core import events
from alo153.core.actor import Actor


class NotYourLeg(Exception):
    """The agent has no leg in this call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A telephone's measurement of one leg so far; units as in `LineQuality`."""

    seconds: int
    bad_seconds: int
    loss_in: float | None = None
    loss_out: float | None = None
    jitter_mean: float | None = None
    jitter_max: float | None = None
    round_trip: float | None = None


@transaction.atomic
def keep(*, call: UUID, measured: Measured, user: User, at: datetime) -> None:
    """Keep a measure of the agent's newest leg in a call; of two the longer one counts.

    Two queries, four for news. Raises NotYourLeg.
    """
    legs = CallLeg.objects.filter(call=call, agent=user, joined_at__isnull=False)
    leg = legs.select_related("call").order_by("-joined_at", "-pk").first()
    if leg is None:
        raise NotYourLeg
    # A page sends its summaries one after the other, but they may arrive at once
    CallLeg.objects.select_for_update().get(pk=leg.pk)
    before = LineQuality.objects.filter(leg=leg).first()
    if before and before.seconds >= measured.seconds:
        return
    LineQuality.objects.update_or_create(leg=leg, defaults=asdict(measured) | {"at": at})
    if measured.bad_seconds and not (before and before.bad_seconds):
        by = Actor.staff(user.pk)
        events.record(CallLineBad(leg=leg.pk), subject=leg.call, by=by, at=at)
