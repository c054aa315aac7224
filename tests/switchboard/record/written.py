"""What a story tells, written as rows and events."""

from __future__ import annotations

import uuid

from tests.switchboard.acd.story import Story

from alo153.calls.models import Call
from alo153.core import events
from alo153.switchboard.record import records

CALL = str(uuid.UUID(int=1))

START = 1_764_000_000.0


def write(story: Story, times: int = 1) -> None:
    for fact in story.told:
        for _ in range(times):
            records.write(fact)


def names(call: str = CALL) -> list[str]:
    row = Call.objects.get(pk=call)
    return [event.name for event in events.history(row)]
