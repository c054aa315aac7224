"""Contacts of every channel as facts; waits and lengths of calls are counted from calls."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from alo153.citizens.channel import Channel
from alo153.contacts.events import (
    InteractionDisposed,
    InteractionEnded,
    InteractionInformed,
    InteractionRated,
    InteractionRedirected,
    InteractionSilent,
    InteractionStarted,
    OfDisposition,
)
from alo153.contacts.models import Direction, Disposition
from alo153.core.history.consumers.declaring import Happened
from alo153.reports.actions.rollup.adding import Counts, matter_of, milliseconds
from alo153.reports.actions.rollup.calls import wait_counts

_DAY: Final = 86_400


def started(counts: Counts, happened: Happened[InteractionStarted]) -> None:
    """Count a contact when it begins; rows of 0.2.0 do not say the direction and come in."""
    out = happened.what.direction == Direction.OUTBOUND
    _count(counts, happened, happened.event.at, **{"contacts_out" if out else "contacts_in": 1})


def ended(counts: Counts, happened: Happened[InteractionEnded]) -> None:
    """Count what became of a contact that was no call, and what its end says it came to."""
    what = happened.what
    if what.disposition:
        _count(counts, happened, happened.event.at, **{f"to_{what.disposition}": 1})
    if what.waits_from is None or happened.dimensions.channel == Channel.PHONE:
        return
    answered = what.waited_seconds is not None
    abandoned = not answered and what.disposition == Disposition.ABANDONED
    if not (answered or abandoned):  # a form, a receipt: nobody waited for a person
        return
    seconds = what.waited_seconds or what.open_seconds or 0.0
    measures = wait_counts(answered=answered, abandoned=abandoned, seconds=seconds)
    if answered and what.open_seconds is not None:
        measures = {**measures, "handled": 1, "talk_ms": milliseconds(what.open_seconds - seconds)}
    _count(counts, happened, datetime.fromisoformat(what.waits_from), **measures)


def disposed(counts: Counts, happened: Happened[OfDisposition]) -> None:
    """Count what a contact came to; what was said of it before is taken back, as is its topic."""
    what = happened.what
    counts.topics[int(happened.event.subject_id)] = happened.dimensions.topic or 0
    now = _disposition(what)
    if what.before != now:
        measures = {f"to_{now}": 1} | ({f"to_{what.before}": -1} if what.before else {})
        _count(counts, happened, happened.event.at, **measures)
    if isinstance(what, InteractionInformed):
        again = what.again_seconds
        counts.matter(
            happened.event.at,
            matter_of(happened.dimensions),
            informed=1,
            informed_again_7=int(again is not None and again <= 7 * _DAY),
            informed_again_30=int(again is not None and again <= 30 * _DAY),
        )
    elif isinstance(what, InteractionRedirected):
        counts.matter(happened.event.at, matter_of(happened.dimensions), redirected=1)


def rated(counts: Counts, happened: Happened[InteractionRated]) -> None:
    """Count what a citizen said of a contact."""
    _count(counts, happened, happened.event.at, ratings=1, rating_sum=happened.what.rating)


def _disposition(what: OfDisposition) -> str:
    if isinstance(what, InteractionDisposed):
        return what.disposition
    said = {
        InteractionInformed: Disposition.INFORMATION,
        InteractionRedirected: Disposition.OUT_OF_SCOPE,
        InteractionSilent: Disposition.SILENT,
    }
    return said[type(what)].value


def _count(counts: Counts, happened: Happened[Any], at: datetime, **measures: int) -> None:
    of, contact = happened.dimensions, int(happened.event.subject_id)
    counts.contact(
        at, queue=of.queue, agent=of.agent, channel=of.channel, contact=contact, **measures
    )
