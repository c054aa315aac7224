"""Messages of callers whom nobody could answer become rows, and work for the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from alo153.calls.events.way import CallMessageAsked, VoiceMessageLeft
from alo153.calls.media.voice_messages.actions import FETCH_JOB
from alo153.calls.models.voice_messages import VoiceMessage
from alo153.core import events, jobs, live
from alo153.core.actor import SWITCHBOARD
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.waiting.unserved.messages import MessageAsked
from alo153.switchboard.record import calls as rows
from alo153.switchboard.record import instants as when


def message_asked(fact: MessageAsked) -> None:
    """Write that a caller waits no longer: they are asked for a message."""
    at = datetime.fromtimestamp(fact.at, UTC)
    if rows.change(fact.call, when.stands, asked_at=at):
        call = rows.call_of(fact.call)
        events.record(CallMessageAsked(reason=fact.reason), subject=call, by=SWITCHBOARD, at=at)
        live.publish("queue")


def message_left(fact: facts.MessageLeft) -> None:
    """Write that a caller left a message, and ask the worker to fetch the sound; once."""
    at = datetime.fromtimestamp(fact.at, UTC)
    message, created = VoiceMessage.objects.get_or_create(
        call=rows.call_of(fact.call),
        defaults={"name": fact.name, "left_at": at, "seconds": round(fact.seconds, 1)},
    )
    if created:
        jobs.enqueue(FETCH_JOB, message=message.pk)
        seconds = message.seconds
        events.record(VoiceMessageLeft(seconds=seconds), subject=message, by=SWITCHBOARD, at=at)
        live.publish("center")


WRITERS: Mapping[type[facts.Fact], Callable[[Any], None]] = {
    facts.MessageLeft: message_left,
    MessageAsked: message_asked,
}
