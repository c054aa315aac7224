"""The rows of calls that some facts are about: read once for all of them, changed in place.

Only the records write calls, so that what was read stays true until the end of the transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.db import models

from alo153.core import events
from alo153.switchboard.acd.facts import CallFact
from alo153.switchboard.models import Call

_read: ContextVar[dict[str, Call]] = ContextVar("read")


@contextmanager
def read_once() -> Iterator[None]:
    """Remember within the block which calls were read."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def call_of(key: str) -> Call:
    """Return a call with its contact; raises Call.DoesNotExist."""
    known = _read.get()
    if key not in known:
        known[key] = Call.objects.select_related("interaction").get(pk=key)
    return known[key]


def exists(key: str) -> bool:
    """Say whether a call is written; no query if it was read."""
    return key in _read.get() or Call.objects.filter(pk=key).exists()


def change(key: str, expected: models.Q, **values: Any) -> bool:
    """Change a call's row if it is as expected, and what was read of it; one UPDATE."""
    changed = bool(Call.objects.filter(expected, pk=key).update(**values))
    call = _read.get().get(key)
    if changed and call is not None:
        for name, value in values.items():
            setattr(call, name, value)
    return changed


def change_once(name: str, fact: CallFact, expected: models.Q, **values: Any) -> bool:
    """Change a row as above, unless event `name` tells of it already at this instant.

    What may happen to a call many times, such as a hold, looks new when it is told again.
    """
    at = datetime.fromtimestamp(fact.at, UTC)
    if events.is_recorded(name, subject=Call(pk=fact.call), at=at):
        return False
    return change(fact.call, expected, **values)


def add(model: type[models.Model], key: str, **values: Any) -> bool:
    """Insert a row that is not there yet; say whether it was new.

    One thread of one switchboard writes: nobody comes between, and no savepoint is needed.
    """
    if model._default_manager.filter(pk=key).exists():
        return False
    model._default_manager.create(pk=key, **values)
    return True
