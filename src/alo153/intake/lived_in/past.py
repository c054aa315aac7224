"""Gathers rows and events of an invented past, and writes them in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import models

from alo153.core.actor import Actor
from alo153.core.database.labels import label_of
from alo153.core.models import Event
from alo153.core.payloads import Payload

_AT_ONCE: Final = 2_000

type Said = Callable[[], Payload[Any]]
"""The data of an event, computed once the rows that it names have their keys."""


@dataclass(frozen=True)
class Happening:
    """An event to be: when, what of which row, and by whom."""

    at: datetime
    subject: models.Model
    said: Callable[[], tuple[str, dict[str, Any]]]
    by: Actor


@dataclass
class Past:
    """All that is to be written, before any of it is.

    Verbs would tell subscribers, queue messages and ask the clock for each of some ten thousand
    rows. So rows are written whole, with the events that the verbs record, in the order of time.
    """

    rows: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)
    happenings: list[Happening] = field(default_factory=list)

    def add[M: models.Model](self, row: M) -> M:
        """Take a row; those it points to were added before."""
        self.rows.setdefault(type(row), []).append(row)
        return row

    def happened(
        self, at: datetime, subject: models.Model, what: Payload[Any] | Said, by: Actor
    ) -> None:
        """Take an event. A payload reads now by what it is counted, a function when written."""
        if isinstance(what, Payload):
            now = (what.name, what.stored(subject))
            self.happenings.append(Happening(at, subject, lambda: now, by))
        else:
            self.happenings.append(Happening(at, subject, lambda: _later(what, subject), by))

    def count(self, model: type[models.Model]) -> int:
        """Return how many rows of a table there are."""
        return len(self.rows.get(model, ()))

    def write(self, *, until: datetime) -> None:
        """Write the rows, then the events up to now as they happened, in a transaction."""
        for model, rows in self.rows.items():
            for row in rows:
                _know_keys(row)
            model._default_manager.bulk_create(rows, batch_size=_AT_ONCE)
        self.happenings.sort(key=lambda each: each.at)
        events = [_event(each) for each in self.happenings if each.at <= until]
        Event._default_manager.bulk_create(events, batch_size=_AT_ONCE)


def _know_keys(row: models.Model) -> None:
    """Let a row know the keys of those it points to, which have them by now."""
    cached = row._state.fields_cache
    for each in row._meta.concrete_fields:
        other = cached.get(each.name)
        if other is not None and getattr(row, each.attname) is None:
            setattr(row, each.name, other)


def _later(said: Said, subject: models.Model) -> tuple[str, dict[str, Any]]:
    what = said()
    return what.name, what.stored(subject)


def _event(happening: Happening) -> Event:
    name, data = happening.said()
    return Event(
        name=name,
        at=happening.at,
        actor_kind=happening.by.kind,
        actor_id=happening.by.id,
        subject_type=label_of(happening.subject),
        subject_id=str(happening.subject.pk),
        data=data,
    )
