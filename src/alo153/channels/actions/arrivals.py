"""Keep what came in, once, before anybody reads it."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from alo153.channels import queries
from alo153.channels.models import Arrival
from alo153.core.files import durable
from alo153.core.jobs import enqueue


def keep_arrival(
    *, channel: str, key: str, raw: bytes, is_whole: bool = True, at: datetime
) -> Arrival | None:
    """Keep what came in, with the job that reads it; None if `key` names what is here already.

    When it returns, the file and the row outlive a cut of the power: the other side may forget it.

    Args:
        key: names it within its channel, the same each time that it is fetched or handed over.
        is_whole: whether `raw` is all of it; of too large a mail the beginning is kept.

    Raises:
        OSError: there is no room for the file.
    """
    if queries.is_kept(channel, key):
        return None
    arrival = Arrival(
        channel=channel,
        key=key,
        size=len(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
        is_whole=is_whole,
        received_at=at,
    )
    arrival.raw.save("", ContentFile(raw), save=False)
    durable.sync(arrival.raw)
    return arrival if _insert(arrival) else None


def _insert(arrival: Arrival) -> bool:
    try:
        with transaction.atomic():
            arrival.save(force_insert=True)
            enqueue(queries.READ_JOB, arrival_id=str(arrival.pk))
    except IntegrityError:
        arrival.raw.delete(save=False)
        if not queries.is_kept(arrival.channel, arrival.key):
            raise
        return False
    return True
