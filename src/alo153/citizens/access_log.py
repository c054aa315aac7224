"""The seals over the log of looks: each is an event, so that the chain of events holds it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from alo153.citizens.models import AccessLog
from alo153.core.models import Event
from alo153.core.sealing.chain import canonical


def digest_of(looks: Iterable[AccessLog]) -> str:
    """Return the SHA-256 over every column of these rows, in their order."""
    whole = hashlib.sha256()
    for look in looks:
        columns = {field.attname: getattr(look, field.attname) for field in look._meta.fields}
        whole.update(canonical(columns) + b"\n")
    return whole.hexdigest()


def last_sealed() -> int:
    """Return the number of the last look that is sealed."""
    newest = Event.objects.filter(name="look.sealed").order_by("-id").first()
    return int(newest.data["last"]) if newest else 0


def walk() -> Iterator[tuple[Event, bool]]:
    """Go through the seals of looks, oldest first: does each hold?"""
    end = 0
    for event in Event.objects.filter(name="look.sealed").order_by("id").iterator():
        run = AccessLog.objects.filter(id__gt=end, id__lte=event.data["last"]).order_by("id")
        looks = list(run)
        whole = event.data["after"] == end and len(looks) == event.data["looks"]
        yield event, whole and digest_of(looks) == event.data["digest"]
        end = int(event.data["last"])
