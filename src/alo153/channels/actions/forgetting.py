"""Raw arrivals are deleted with the person, when their time is over, and where no row names them.

Files go before rows: a killed run is run again.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import batched
from typing import Final
from uuid import UUID

from django.core.files.storage import Storage, default_storage
from django.db.models import QuerySet

from alo153.channels import queries
from alo153.channels.models import Arrival, arrivals_folder
from alo153.city import queries as city

_AT_ONCE: Final = 500
# A run that was killed while it kept an arrival is long over
_LEFT_BEHIND: Final = timedelta(hours=1)
# The sweep runs each night; a worker may have been away for some
_SWEPT_DAYS: Final = 7


def forget_raw(*, keys: Collection[UUID]) -> int:
    """Delete what came in as it came, and return how many; that it came stays countable."""
    return _forget(Arrival.objects.filter(pk__in=keys).exclude(raw=""))


def expire_raw(*, at: datetime) -> int:
    """Delete the raw arrivals that were dealt with and whose time is over."""
    limit = at - timedelta(days=city.kept_days().arrivals)
    return _forget(queries.settled(before=limit))


def _forget(arrivals: QuerySet[Arrival]) -> int:
    count = 0
    while some := list(arrivals[:_AT_ONCE]):
        for arrival in some:
            arrival.raw.delete(save=False)
        Arrival.objects.filter(pk__in=[arrival.pk for arrival in some]).update(raw="")
        count += len(some)
    return count


def sweep_files(*, at: datetime) -> int:
    """Delete the files of the last days that a killed run left without a row."""
    days = [at - timedelta(days=back) for back in range(_SWEPT_DAYS)]
    return sum(_sweep(default_storage, arrivals_folder(day), at - _LEFT_BEHIND) for day in days)


def _sweep(storage: Storage, folder: str, before: datetime) -> int:
    if not storage.exists(folder):
        return 0
    count = 0
    for some in batched(storage.listdir(folder)[1], _AT_ONCE):
        names = {f"{folder}/{name}" for name in some}
        names -= set(Arrival.objects.filter(raw__in=names).values_list("raw", flat=True))
        for name in names:
            if storage.get_modified_time(name) < before:
                storage.delete(name)
                count += 1
    return count
