"""Bring a call list of another system into the facts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.calls.floor import city_queues
from alo153.city import queries as city
from alo153.core.text import fold
from alo153.reports.actions.rollup.adding import Counts
from alo153.reports.actions.rollup.imported import count_imported
from alo153.reports.importing.columns import Column
from alo153.reports.importing.lines import MOST_LINES, Fault, Line, read
from alo153.reports.models import RollUpMark
from alo153.reports.models.imported import ImportedCall, ImportedList


class AlreadyImported(Exception):
    """This very file was imported before."""


class TooLong(Exception):
    """The list has more than `MOST_LINES` lines."""


@dataclass(frozen=True, kw_only=True)
class Read:
    """The content of a file."""

    calls: Sequence[ImportedCall]
    faults: Sequence[Fault]
    outgoing: int


def read_list(content: bytes, *, named: Mapping[Column, str]) -> Read:
    """Read a list; queues and agents are found by their key or name. Two queries.

    Raises:
        MissingColumns, UnicodeDecodeError, csv.Error: as `lines.read`.
        TooLong.
    """
    lines: list[Line] = []
    faults: list[Fault] = []
    outgoing = 0
    for each in read(content, zone=city.zone(), named=named):
        if len(lines) + len(faults) + outgoing >= MOST_LINES:
            raise TooLong
        if isinstance(each, Line):
            lines.append(each)
        elif isinstance(each, Fault):
            faults.append(each)
        else:
            outgoing += 1
    return Read(calls=_calls(lines), faults=faults, outgoing=outgoing)


@transaction.atomic
def import_list(
    *, content: bytes, name: str, calls: Sequence[ImportedCall], at: datetime
) -> ImportedList:
    """Keep the calls of a list and count them.

    Raises:
        AlreadyImported: the same file counts once.
    """
    # As the roll-up does: a rebuild counts them too, and one waits for the other
    RollUpMark.objects.select_for_update().get_or_create(pk=1)
    digest = hashlib.sha256(content).hexdigest()
    if ImportedList.objects.filter(digest=digest).exists():
        raise AlreadyImported
    kept = ImportedList.objects.create(name=name, digest=digest, imported_at=at)
    for call in calls:
        call.list = kept
    ImportedCall.objects.bulk_create(calls, batch_size=2_000)
    counts = Counts(city.zone())
    count_imported(counts, calls)
    counts.write()
    return kept


def _calls(lines: Sequence[Line]) -> list[ImportedCall]:
    queues = {fold(word): key for key, name in city_queues.names().items() for word in (key, name)}
    agents = {
        fold(word): user.pk
        for user in User.objects.only("username", "full_name")
        for word in (user.full_name, user.username)
    }
    return [
        ImportedCall(
            at=line.at,
            queue=queues.get(fold(line.queue), line.queue[:40]),
            agent=agents.get(fold(line.agent), 0) if line.agent else 0,
            fate=line.fate.value,
            waited_seconds=line.waited,
            talk_seconds=line.talk,
            hold_seconds=line.hold,
            wrap_up_seconds=line.wrap_up,
            transferred=line.transferred,
        )
        for line in lines
    ]
