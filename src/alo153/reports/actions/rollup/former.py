"""Calls that ended in 0.2.0: what their end does not say, the rest of their history does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from alo153.calls.events.way import (
    CallAnswered,
    CallCallBackLeft,
    CallEnded,
    CallHeld,
    CallQueued,
    CallResumed,
    CallTalkEnded,
)
from alo153.calls.models import Call
from alo153.core.database.labels import label_of
from alo153.core.history.consumers.declaring import Happened
from alo153.core.models import Event
from alo153.core.payloads import names_of

_TOLD: Final = (
    CallQueued,
    CallCallBackLeft,
    CallAnswered,
    CallHeld,
    CallResumed,
    CallTalkEnded,
    CallEnded,
)
_NAMES: Final = {name: what for what in _TOLD for name in what.names}


def completed(those: Sequence[Happened[Any]]) -> Sequence[Happened[Any]]:
    """Return events in which every end of a call says how it went; one query if one does not."""
    old = {
        each.event.subject_id
        for each in those
        if isinstance(each.what, CallEnded) and each.what.place_kept is None
    }
    if not old:
        return those
    stories = _stories(old)
    return [
        Happened(each.event, _told(each.what, stories[each.event.subject_id]))
        if isinstance(each.what, CallEnded) and each.event.subject_id in old
        else each
        for each in those
    ]


def _stories(calls: Iterable[str]) -> Mapping[str, list[Event]]:
    stories = defaultdict[str, list[Event]](list)
    found = Event.objects.filter(
        subject_type=label_of(Call), subject_id__in=calls, name__in=names_of(_TOLD)
    )
    for event in found.order_by("id"):
        stories[event.subject_id].append(event)
    return stories


def _told(call: CallEnded, story: Sequence[Event]) -> CallEnded:
    """Measure a call by its story; a second agent's talk counts with the first one's."""
    first: dict[type[Any], Event] = {}
    last: dict[type[Any], Event] = {}
    for event in story:
        first.setdefault(_NAMES[event.name], event)
        last[_NAMES[event.name]] = event
    queued = first.get(CallQueued) or first.get(CallCallBackLeft)
    answered, over = first.get(CallAnswered), last.get(CallTalkEnded) or last.get(CallEnded)
    hold = _hold(story) if answered else None
    talk = None
    if answered and over and hold is not None:
        talk = (over.at - answered.at).total_seconds() - hold
    return replace(
        call,
        queued_at=queued.at.isoformat() if queued else None,
        answered_at=answered.at.isoformat() if answered else None,
        talk_seconds=talk,
        hold_seconds=hold,
        place_kept=CallCallBackLeft in first,
    )


def _hold(story: Sequence[Event]) -> float:
    """Add up the holds: each ends when the citizen is back, or the talk is over."""
    seconds, since = 0.0, None
    for event in story:
        what = _NAMES[event.name]
        if what is CallHeld:
            since = event.at
        elif since is not None and what in (CallResumed, CallTalkEnded, CallEnded):
            seconds, since = seconds + (event.at - since).total_seconds(), None
    return seconds
