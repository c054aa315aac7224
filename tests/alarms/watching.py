"""Rules, and figures that go beyond their limits."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from tests import cast

from alo153.alarms import actions
from alo153.alarms.actions import RuleWords
from alo153.alarms.models import AlarmRule
from alo153.alarms.rules.figures import BY_KEY
from alo153.calls.call_words import CallDirection
from alo153.calls.models import Call
from alo153.citizens.channel import Channel
from alo153.contacts.models import Direction, Interaction
from alo153.core.clock import now
from alo153.notices.registry import Way

SUPERVISORS = "permission:supervise_calls"


def words(figure: str = "waiting", **more: Any) -> RuleWords:
    """Return the words of a rule with the usual limits, for the supervisors."""
    rings_at, clears_at = BY_KEY[figure].usual
    usual: dict[str, Any] = {
        "name": "Çok bekleyen var",
        "figure": BY_KEY[figure],
        "rings_at": rings_at,
        "clears_at": clears_at,
        "audience": SUPERVISORS,
        "ways": [Way.EMAIL],
    }
    return RuleWords(**(usual | more))


def rule(figure: str = "waiting", **more: Any) -> AlarmRule:
    """Let Hakan write a rule."""
    return actions.write_rule(words=words(figure, **more), by=cast.staff("hakan"), at=now())


def call(at: datetime, **more: Any) -> Call:
    """Write a call that joined the general queue at an instant and waits."""
    contact = Interaction.objects.create(
        channel=Channel.PHONE, direction=Direction.INBOUND, started_at=at
    )
    usual: dict[str, Any] = {
        "direction": CallDirection.IN,
        "entered_at": at,
        "queued_at": at,
        "queue": "general",
    }
    return Call.objects.create(
        id=uuid.uuid4(), channel=str(contact.pk), interaction=contact, **(usual | more)
    )


def gave_up(at: datetime, seconds: float) -> Call:
    """Write a call that waited so long and ended without an answer."""
    return call(
        at,
        ended_at=at + timedelta(seconds=seconds),
        outcome="abandoned",
        ended_by="caller",
        waited_seconds=seconds,
    )
