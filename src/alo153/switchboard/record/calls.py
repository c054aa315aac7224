"""The rows of the calls that some facts are about: read once for all of them, written together.

Only the records write calls, offers and legs, so that what was read stays true until the end of the
transaction. Contacts and recordings have other writers too, and are locked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any

from django.db import models

from alo153.calls.events.of_call import OfCall
from alo153.calls.models import Call, CallLeg, Offer
from alo153.calls.models.recordings import Recording
from alo153.contacts.actions import gathering
from alo153.core import events
from alo153.core.batch import Gathered, gathered
from alo153.core.database.rows import Rows
from alo153.switchboard.acd.turn.facts import CallFact


class _OfCalls[M: models.Model]:
    """Rows that belong to calls: the first question reads the rows of all calls of the batch."""

    def __init__(self, model: type[M], *, lock: bool = False) -> None:
        self._read: set[str] = set()
        rows = model._default_manager.all()
        self._stored = rows.select_for_update(no_key=True) if lock else rows
        self.rows = Rows(model)

    def of(self, call: str, batch: Collection[str]) -> Rows[M]:
        """Return the rows with all of this call among them."""
        if call not in self._read:
            unread = {call, *batch} - self._read
            self.rows.remember(self._stored.filter(call__in=unread))
            self._read |= unread
        return self.rows

    def none_of(self, call: str) -> None:
        """Take note that a call is new, and has none."""
        self._read.add(call)

    def forget(self) -> None:
        """Read anew."""
        self._read = set()
        self.rows.forget()


class Book(Gathered):
    """The rows of a batch's calls, and their changes."""

    def __init__(self, batch: Collection[str]) -> None:
        self._batch = batch
        self.calls = _Keyed(batch)
        self._offers = _OfCalls(Offer)
        self._legs = _OfCalls(CallLeg)
        self._recordings = _OfCalls(Recording, lock=True)

    def begin(self, call: Call) -> Call:
        """Take a new call, of which nothing else can be there."""
        for those in (self._offers, self._legs, self._recordings):
            those.none_of(str(call.pk))
        return self.calls.rows.add(call)

    def offers(self, call: str) -> Rows[Offer]:
        """Return the offers, including this call's."""
        return self._offers.of(call, self._batch)

    def legs(self, call: str) -> Rows[CallLeg]:
        """Return the legs, including this call's."""
        return self._legs.of(call, self._batch)

    def recordings(self, call: str) -> Rows[Recording]:
        """Give the recordings, that of this call among them."""
        return self._recordings.of(call, self._batch)

    def write(self) -> None:
        """Write what is new and what changed, calls first."""
        gathering.write_now()
        self.calls.rows.write()
        for those in (self._offers, self._legs, self._recordings):
            those.rows.write()

    def forget(self) -> None:
        """Know nothing any more: a writer that asks the tables itself has its turn."""
        self.calls.forget()
        for those in (self._offers, self._legs, self._recordings):
            those.forget()


class _Keyed:
    """The calls by their keys, with their contacts."""

    def __init__(self, batch: Collection[str]) -> None:
        self._batch = batch
        self._read: set[str] = set()
        self.rows = Rows(Call)

    def get(self, key: str) -> Call | None:
        """Find a call; the first question reads all calls of the batch."""
        if key not in self._read:
            unread = {key, *self._batch} - self._read
            locked = Call.objects.select_for_update(of=("self", "interaction"), no_key=True)
            stored = locked.select_related("interaction").filter(pk__in=unread)
            self.rows.remember(stored.order_by("pk"))
            self._read |= unread
        return self.rows.get(key)

    def forget(self) -> None:
        """Read anew."""
        self._read = set()
        self.rows.forget()


def book() -> Book:
    """Return what is known in this unit of work."""
    return gathered(Book)


def write_through() -> None:
    """Let a writer ask and change the tables itself: all is written, and read again after it."""
    book().write()
    book().forget()


def call_of(key: str) -> Call:
    """Return a call with its contact; raises Call.DoesNotExist."""
    call = book().calls.get(key)
    if call is None:
        raise Call.DoesNotExist(f"call {key} is not in the record")
    return call


def exists(key: str) -> bool:
    """Say whether a call is written."""
    return book().calls.get(key) is not None


def change(key: str, expected: Callable[[Call], bool], **values: Any) -> bool:
    """Change a call if it is as expected, and say whether it was."""
    call = book().calls.get(key)
    if call is None or not expected(call):
        return False
    book().calls.rows.change(call, **values)
    return True


def change_once(
    what: type[OfCall], fact: CallFact, expected: Callable[[Call], bool], **values: Any
) -> bool:
    """Change a call as above, unless the event tells of it already at this instant.

    What may happen to a call many times, such as a hold, looks new when it is told again.
    """
    at = datetime.fromtimestamp(fact.at, UTC)
    if events.is_recorded(what, subject=Call(pk=fact.call), at=at):
        return False
    return change(fact.call, expected, **values)
