"""The rules by which calls are routed now: settings, the city's files, switches of the staff."""

from __future__ import annotations

import logging
from dataclasses import replace

from django.conf import settings

from alo153.calls import menu_file
from alo153.calls.floor import city_queues, pauses
from alo153.calls.media.recordings.sound import RecordingForm
from alo153.calls.supervision.closings import queries as closings
from alo153.city import queries as city
from alo153.core import clock
from alo153.switchboard.acd.state.state import Rules
from alo153.workforce.queries import holds

log = logging.getLogger(__name__)


def at_start() -> Rules:
    """Read the rules without the database, which may be away."""
    rules = Rules(
        pause_limits=pauses.of_city().limits,
        menu=menu_file.of_city(),
        ask_limit=settings.MENU_LOOKUP_SECONDS,
        record=settings.RECORDING_FORM != RecordingForm.OFF,
        recording_pause_limit=settings.RECORDING_PAUSE_SECONDS,
        queues=city_queues.of_city(),
        numbers=city_queues.public_numbers(),
        windows=city_queues.windows(),
        caller_waits=city_queues.media().caller_waits,
        spared_wait=settings.SPARED_WAIT_SECONDS,
        node=settings.NODE if settings.NODES else "",
    )
    return _timed(rules)


def reread(before: Rules) -> Rules:
    """Read again the rules that may change during calls: menu, queues, numbers, times, switches.

    Three queries, and one more after an administrator put another file in force. A file with a
    mistake changes nothing.
    """
    _follow_documents()
    opened = holds.call_backs_first(clock.now())
    return replace(
        _timed(before),
        menu=menu_file.of_city(),
        pause_limits=pauses.of_city().limits,
        queues=city_queues.of_city(),
        numbers=city_queues.public_numbers(),
        windows=city_queues.windows(),
        caller_waits=city_queues.media().caller_waits,
        emergency=closings.standing() is not None,
        call_back_first_until=opened.ends_at.timestamp() if opened else 0.0,
    )


def _timed(rules: Rules) -> Rules:
    """Return the rules with the times in force; a timer that runs keeps its former time."""
    times = city.center_times()
    return replace(
        rules,
        ring=times.ring_seconds,
        position_every=times.position_seconds,
        wrap_up_limit=times.wrap_up_seconds,
        wrap_up_extension=times.wrap_up_more_seconds,
        survey=times.survey_seconds,
        return_seconds=times.return_seconds,
        menu_idle=times.menu_seconds,
        retry_every=times.retry_seconds,
        retries=times.retries,
    )


def _follow_documents() -> None:
    """Write what administrators put in force where it is read from; a full disk stops no call."""
    try:
        city.follow_documents()
    except OSError as error:
        log.error("the city's files stay as they are: %s", error)
