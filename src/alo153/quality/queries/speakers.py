"""The people who speak with the citizen in a part of a call."""

from datetime import datetime
from typing import Final

from alo153.calls.call_words import MonitoringMode
from alo153.calls.media.recordings.queries import second_of
from alo153.calls.models import CallLeg, Recording
from alo153.calls.models.monitoring import Monitoring
from alo153.quality.rules.muting import Span

MARGIN_SECONDS: Final = 2.0
"""Asterisk writes sound in pieces of two seconds: somebody is heard that much sooner or later."""


def only_speaker(recording: Recording, part: Span) -> int | None:
    """Return the agent who alone talks with the citizen in a part; None if a third person speaks.

    Consulted colleagues, units, guests and supervisors who speak count; supervisors who only listen
    do not. Two queries.
    """
    legs = CallLeg.objects.filter(call=recording.call_id, joined_at__isnull=False)
    people = {
        leg.agent_id
        for leg in legs
        if leg.joined_at and _is_in(recording, part, leg.joined_at, leg.left_at)
    }
    spoke = Monitoring.objects.filter(call=recording.call_id).exclude(mode=MonitoringMode.LISTEN)
    people |= {
        row.supervisor_id for row in spoke if _is_in(recording, part, row.began_at, row.ended_at)
    }
    return people.pop() if len(people) == 1 else None


def _is_in(recording: Recording, part: Span, came: datetime, left: datetime | None) -> bool:
    begin, end = part
    ends_at = left or recording.call.ended_at
    last = second_of(recording, ends_at) if ends_at else end
    return second_of(recording, came) < end + MARGIN_SECONDS and last > begin - MARGIN_SECONDS
