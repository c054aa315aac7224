"""Messages of callers whom nobody could answer become rows, and work for the worker."""

from __future__ import annotations

from datetime import UTC, datetime

from alo153.core import events, jobs, live
from alo153.core.actor import SWITCHBOARD
from alo153.switchboard.acd import facts
from alo153.switchboard.models_messages import VoiceMessage

FETCH_JOB = "switchboard.fetch_message"


def message_left(fact: facts.MessageLeft) -> None:
    """Write that a caller left a message, and ask the worker to fetch the sound; once."""
    at = datetime.fromtimestamp(fact.at, UTC)
    message, created = VoiceMessage.objects.get_or_create(
        call_id=fact.call,
        defaults={"name": fact.name, "left_at": at, "seconds": round(fact.seconds, 1)},
    )
    if created:
        jobs.enqueue(FETCH_JOB, message=message.pk)
        seconds = message.seconds
        events.record("voice_message.left", subject=message, by=SWITCHBOARD, at=at, seconds=seconds)
        live.publish("center")
