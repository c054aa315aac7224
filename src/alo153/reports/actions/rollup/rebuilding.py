"""Count all facts again from the first event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db import transaction
from django.db.models import Model

from alo153.city import queries as city
from alo153.core import events
from alo153.core.history.consumers.declaring import Happened, installed
from alo153.core.models import Event
from alo153.core.payloads import names_of
from alo153.reports.actions.rollup.adding import Counts
from alo153.reports.actions.rollup.counting import CONSUMER, count
from alo153.reports.actions.rollup.imported import count_imported
from alo153.reports.models import (
    AgentTrack,
    CaseTrack,
    ContactDay,
    ContactHalfHour,
    ContactOfDay,
    ContactSums,
    ContactTrack,
    ImportedCall,
    MatterDay,
    RollUpMark,
)

_AT_ONCE: Final = 5_000
_COUNTED: Final[tuple[type[Model], ...]] = (
    *(ContactHalfHour, ContactDay, ContactOfDay, ContactSums, MatterDay),
    *(CaseTrack, AgentTrack, ContactTrack),
)


@transaction.atomic
def rebuild() -> int:
    """Empty the facts and count every event again up to the mark; returns how many there were.

    Readers see the former figures until it is over; the consumer waits, and continues behind the
    mark. Calls of imported lists are counted again too: no event tells of them.
    """
    mark = RollUpMark.objects.select_for_update().get_or_create(pk=1)[0]
    through, mark.through = mark.through, 0
    mark.save(update_fields=["through"])
    for model in _COUNTED:
        model._default_manager.all().delete()
    counted = 0
    for run in _runs(through):
        count(run)
        counted += len(run)
    _count_lists()
    RollUpMark.objects.update(through=through)
    return counted


def _count_lists() -> None:
    counts = Counts(city.zone())
    count_imported(counts, ImportedCall.objects.iterator(chunk_size=_AT_ONCE))
    counts.write()


def _runs(through: int) -> Iterator[list[Happened[Any]]]:
    wants = next(each.wants for each in installed() if each.key == CONSUMER)
    after, names = 0, names_of(wants)
    while True:
        found = Event.objects.filter(id__gt=after, id__lte=through, name__in=names).order_by("id")
        run = [Happened(each, events.read(each, *wants)) for each in found[:_AT_ONCE]]
        if not run:
            return
        yield run
        after = run[-1].event.pk
