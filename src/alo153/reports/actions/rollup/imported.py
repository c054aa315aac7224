"""Add the calls of an imported list to the contact facts, like calls of our own telephone."""

from __future__ import annotations

from collections.abc import Iterable

from alo153.citizens.channel import Channel
from alo153.reports.actions.rollup.adding import Counts, milliseconds
from alo153.reports.actions.rollup.calls import wait_counts
from alo153.reports.importing.fates import Fate
from alo153.reports.models.imported import ImportedCall


def count_imported(counts: Counts, calls: Iterable[ImportedCall]) -> None:
    """Count each call in the half hour in which it entered the queue."""
    for call in calls:
        answered, abandoned = call.fate == Fate.ANSWERED, call.fate == Fate.ABANDONED
        waited = wait_counts(answered=answered, abandoned=abandoned, seconds=call.waited_seconds)
        counts.contact(
            call.at,
            queue=call.queue,
            agent=call.agent,
            channel=Channel.PHONE.value,
            calls_in=1,
            contacts_in=1,
            transferred=int(call.transferred),
            **waited,
            **_handled(call),
        )


def _handled(call: ImportedCall) -> dict[str, int]:
    """Return the times of an answered call; nothing if the list does not say its length."""
    if call.talk_seconds is None:
        return {}
    return {
        "handled": 1,
        "talk_ms": milliseconds(call.talk_seconds),
        "hold_ms": milliseconds(call.hold_seconds),
        "wrap_up_ms": milliseconds(call.wrap_up_seconds),
    }
