"""Figures of what the center runs on: disk, backup, providers, background readers."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q

from alo153.alarms.queries.live.values import Reading
from alo153.alarms.queries.subjects import known
from alo153.alarms.rules.figures import Of
from alo153.contacts.models import Message
from alo153.core.history.consumers import queries as consumers

_LATELY: Final = timedelta(minutes=15)
_HOUR: Final = 3600.0
_FAILED: Final = (Message.State.FAILED, Message.State.UNCLEAR)


def provider_failures(of: str, at: datetime) -> list[Reading]:
    """Count the messages of the last 15 minutes that failed or were tried in vain; one query."""
    since = at - _LATELY
    failed = Q(state__in=_FAILED, created_at__gte=since)
    tried = Q(state=Message.State.QUEUED, attempts__gt=0, due_at__gte=since)
    found = Message.objects.filter(failed | tried)
    if of:
        found = found.filter(channel=of)
    return [Reading(float(found.count()), of, known(Of.CHANNEL).get(of, of))]


def disk_free(of: str, at: datetime) -> list[Reading]:  # noqa: ARG001 - one shape for all
    """Return how much of the disk with the files is free, in percent."""
    use = shutil.disk_usage(settings.VAR_DIR)
    return [Reading(100 * use.free / use.total)]


def backup_age(of: str, at: datetime) -> list[Reading]:  # noqa: ARG001 - one shape for all
    """Return how old the newest backup is, in hours; with an empty folder as old as can be told.

    Nothing where no folder is named.
    """
    folder = settings.BACKUP_FOLDER
    if not folder:
        return [Reading(None)]
    newest = max((path.stat().st_mtime for path in folder.iterdir() if path.is_file()), default=0)
    return [Reading((at.timestamp() - newest) / _HOUR)]


def consumer_lag(of: str, at: datetime) -> list[Reading]:  # noqa: ARG001 - one shape for all
    """Return for how long each reader of events was not up to date, in seconds; one query.

    Nothing of one that has not run yet: a new one begins within a minute.
    """
    return [
        Reading(each.seconds, each.consumer, each.consumer)
        for each in consumers.standings()
        if of in {"", each.consumer}
    ]
