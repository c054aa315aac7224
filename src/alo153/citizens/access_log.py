"""The seals over the access log: each is an event, so that the chain of events holds it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from alo153.citizens.events import AccessLogSealed
from alo153.citizens.models import AccessLog
from alo153.core import events
from alo153.core.history.sealing.chain import canonical
from alo153.core.models import Event


def digest_of(entries: Iterable[AccessLog]) -> str:
    """Return the SHA-256 over every column of these rows, in their order."""
    whole = hashlib.sha256()
    for entry in entries:
        columns = {field.attname: getattr(entry, field.attname) for field in entry._meta.fields}
        whole.update(canonical(columns) + b"\n")
    return whole.hexdigest()


def last_sealed() -> int:
    """Return the number of the last entry that is sealed."""
    newest = Event.objects.filter(name__in=AccessLogSealed.names).order_by("-id").first()
    return events.read(newest, AccessLogSealed).last if newest else 0


def walk() -> Iterator[tuple[AccessLogSealed, bool]]:
    """Go through the seals of the access log, oldest first: does each hold?"""
    end = 0
    for event in Event.objects.filter(name__in=AccessLogSealed.names).order_by("id").iterator():
        sealed = events.read(event, AccessLogSealed)
        run = AccessLog.objects.filter(id__gt=end, id__lte=sealed.last).order_by("id")
        entries = list(run)
        whole = sealed.after == end and len(entries) == sealed.entries
        yield sealed, whole and digest_of(entries) == sealed.digest
        end = sealed.last
